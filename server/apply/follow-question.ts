import { escapeHtml } from "#surveys/html-form.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import type { FollowPage } from "#server/apply/follow-page.ts";
import { renderTextField, saidWords } from "#server/apply/html.ts";
import { bothCalendarsAt } from "#server/apply/plain-dates.ts";
import { asksToExplain, MOST_ANSWERS } from "#server/requests/answer-question.ts";

/** What has to be explained, what the person wrote so far, and the place to write (clause C13). */
export function renderQuestion({ followed, view, language, problems = [], typed = {} }: FollowPage): string {
  if (!asksToExplain(followed.journey, view)) return "";
  const texts = applyTexts(language).question;
  const { timeZone } = followed.found.policy;
  const asked = view.history.findLast(({ type }) => type === "move");
  const question = asked?.detail.reason;
  const answers = view.history.flatMap(({ seq, at, detail: { answer } }) =>
    answer === undefined ? [] : [{ seq, at, answer }],
  );
  const mine = answers
    .filter(({ seq }) => seq > (asked?.seq ?? 0))
    .map(
      ({ at, answer }) =>
        `<li>${escapeHtml(saidWords(answer))}<span class="when">${escapeHtml(bothCalendarsAt(language, timeZone, at))}</span></li>`,
    );
  const problem = problems.find(({ at }) => at === "answer")?.message;
  const field = renderTextField({
    ...{ id: "answer", name: "answer", label: texts.label, hint: texts.hint, rows: 5, value: typed["answer"], problem },
    attributes: `maxlength="2000" dir="auto"`,
  });
  return `<section class="section" id="question"><h2>${escapeHtml(texts.heading)}</h2>${
    question === undefined
      ? ""
      : `<p>${escapeHtml(texts.asked)}</p><p class="said">${escapeHtml(saidWords(question))}</p>`
  }${mine.length === 0 ? "" : `<p>${escapeHtml(texts.yours)}</p><ul class="notes">${mine.join("")}</ul>`}${
    answers.length >= MOST_ANSWERS
      ? `<p>${escapeHtml(texts.enough)}</p>`
      : `<p>${escapeHtml(texts.lead)}</p>
<form method="post" action="/r/${followed.code}/answer?lang=${language}" autocomplete="off" novalidate>
<input type="hidden" name="seq" value="${view.seq}">${field}
<button type="submit" class="send">${escapeHtml(texts.send)}</button></form>`
  }</section>`;
}
