import { todayIn } from "#policies/calendar.ts";
import type { Policy } from "#policies/schema.ts";
import { escapeHtml } from "#surveys/html-form.ts";
import { bothCalendars, bothCalendarsAt } from "#server/apply/plain-dates.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { complaintTexts } from "#server/complaints/complaint-texts.ts";
import type { ComplaintLine } from "#server/complaints/complaint-line.ts";
import { renderFrame } from "#server/respond/page-frame.ts";
import { shownName } from "#server/respond/page-names.ts";

/** What became of a complaint, for who has its code: days, result and answer; never the complaint's own words. */
export function renderFollowedPage({
  policy,
  language,
  languages,
  complaint,
  answer,
  now,
}: {
  policy: Policy;
  language: string;
  languages: readonly string[];
  complaint: ComplaintLine;
  answer: string;
  now: number;
}): string {
  const texts = complaintTexts(language);
  const at = (instant: number) => bothCalendarsAt(language, policy.timeZone, instant);
  const { receivedAt, acknowledgeOn, acknowledgedAt, dueOn, closedAt, outcome, type } = complaint;
  const state = closedAt !== null ? "closed" : acknowledgedAt !== null ? "acknowledged" : "received";
  const isLate = closedAt === null && todayIn(policy.timeZone, now) > dueOn;
  const results = type === "objection" ? texts.objectionOutcomes : texts.outcomes;
  const lines = [
    line(texts.receivedOn, at(receivedAt)),
    acknowledgedAt === null
      ? `<p>${escapeHtml(texts.notYetAcknowledged(bothCalendars(language, acknowledgeOn)))}</p>`
      : line(texts.acknowledgedOn, at(acknowledgedAt)),
    closedAt === null ? line(texts.dueOn, bothCalendars(language, dueOn)) : line(texts.closedOn, at(closedAt)),
  ];
  return renderFrame({
    title: applyTexts(language).title,
    ...{ language, languages, colour: policy.colour, name: shownName(policy, undefined, language) },
    main: `<h1>${escapeHtml(texts.states[state])}</h1>
${lines.join("\n")}
${isLate ? `<div class="notice wait"><p>${escapeHtml(texts.late)}</p></div>\n` : ""}${
      outcome === ""
        ? ""
        : `<div class="notice"><p><strong>${escapeHtml(texts.result)}</strong><br>${escapeHtml(results[outcome])}</p>${
            answer === "" ? "" : `<p dir="auto">${escapeHtml(answer).replaceAll("\n", "<br>")}</p>`
          }</div>\n`
    }`,
  });
}

function line(words: string, value: string): string {
  return `<p>${escapeHtml(words)}: <strong>${escapeHtml(value)}</strong></p>`;
}
