import type { Service } from "#policies/schema.ts";
import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { saidWords } from "#server/apply/html.ts";
import { bothCalendarsAt } from "#server/apply/plain-dates.ts";
import type { Notice } from "#server/notices/read-notices.ts";

/** What the association wrote to the person, newest first. */
export function renderNotices(
  { notices, service, timeZone }: { notices: readonly Notice[]; service: Service; timeZone: string },
  language: string,
): string {
  if (notices.length === 0) return "";
  const texts = applyTexts(language).follow;
  const lines = notices.map(({ topic, detail, madeAt, isNew }) => {
    const documents = (detail.documents ?? []).map((id) => {
      const rule = service.request?.documents.find((one) => one.id === id);
      return rule ? textIn(rule.name, language) : id;
    });
    const more = [
      ...(detail.to === undefined ? [] : [`${texts.referredTo}: ${saidWords(detail.to)}`]),
      ...(detail.reason === undefined ? [] : [`${texts.reason}: ${saidWords(detail.reason)}`]),
    ];
    return `<li>${isNew ? `<span class="badge good">${escapeHtml(texts.fresh)}</span> ` : ""}${escapeHtml(texts.noticeWords[topic])}${
      documents.length > 0 ? ` ${escapeHtml(documents.join(language === "en" ? ", " : "، "))}` : ""
    }${more.map((line) => `<br>${escapeHtml(line)}`).join("")}<span class="when">${escapeHtml(bothCalendarsAt(language, timeZone, madeAt))}</span></li>`;
  });
  return `<section class="section"><h2>${escapeHtml(texts.notices)}</h2><ul class="notes">${lines.join("")}</ul></section>`;
}
