import { escapeHtml } from "#surveys/html-form.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { saidWords } from "#server/apply/html.ts";
import { bothCalendarsAt } from "#server/apply/plain-dates.ts";
import type { RequestView } from "#server/requests/request-view.ts";

/** Which answers the association put right, as they were and as they are now, the latest first; read before they are signed. */
export function renderCorrections(
  { view, timeZone }: { view: RequestView; timeZone: string },
  language: string,
): string {
  const texts = applyTexts(language).follow;
  const corrections = view.history.toReversed().flatMap(({ at, detail: { changes = [], reason } }) => {
    if (changes.length === 0) return [];
    const said = (text: string) => (text === "" ? texts.none : saidWords(text));
    const lines = changes.map(
      ({ title, before, after }) =>
        `<li><b>${escapeHtml(title)}</b><br>${escapeHtml(`${texts.before}: ${said(before)}`)}<br>${escapeHtml(`${texts.after}: ${said(after)}`)}</li>`,
    );
    const why = reason === undefined ? "" : `<p>${escapeHtml(`${texts.reason}: ${saidWords(reason)}`)}</p>`;
    return [
      `<p class="when">${escapeHtml(bothCalendarsAt(language, timeZone, at))}</p>${why}<ul class="notes">${lines.join("")}</ul>`,
    ];
  });
  if (corrections.length === 0) return "";
  const lead = view.isDeclarationDue ? `<p>${escapeHtml(texts.correctionsLead)}</p>` : "";
  return `<section class="section" id="corrections"><h2>${escapeHtml(texts.corrections)}</h2>${lead}${corrections.join("")}</section>`;
}
