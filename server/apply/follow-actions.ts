import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { renderApplyFrame } from "#server/apply/apply-frame.ts";
import type { FollowPage } from "#server/apply/follow-page.ts";
import { renderChoices, renderTextField, renderTick } from "#server/apply/html.ts";
import { bothCalendarsAt } from "#server/apply/plain-dates.ts";
import type { Followed } from "#server/apply/read-followed.ts";
import type { RequestView } from "#server/requests/request-view.ts";

const DAY = 86_400_000;

/** The invitation to say how it was, once there is one. */
export function renderEvaluate({ view, notices, language }: FollowPage): string {
  if (view.evaluationLink === null) return "";
  const texts = applyTexts(language).evaluate;
  const path = new URL(view.evaluationLink).pathname;
  const isServed = notices.some(({ topic }) => topic === "delivered");
  return `<section class="section no-print"><h2>${escapeHtml(texts.heading)}</h2><p>${escapeHtml(isServed ? texts.lead : texts.leadUnserved)}</p>
<p><a class="send" href="${escapeHtml(path)}?lang=${language}">${escapeHtml(texts.open)}</a></p></section>`;
}

/** The declaration, where a request that was recorded by others waits for it. */
export function renderSigning({ followed, view, language, problems = [], typed = {} }: FollowPage): string {
  const { declaration } = followed.found.policy;
  if (!declaration || !view.isDeclarationDue) return "";
  const { form } = applyTexts(language);
  const problem = (at: string) => problems.find((one) => one.at === at)?.message;
  return `<section class="section" id="declaration"><h2>${escapeHtml(form.declaration)}</h2>
<form method="post" action="/r/${followed.code}/declaration?lang=${language}" autocomplete="off" novalidate>
<input type="hidden" name="seq" value="${view.seq}"><p class="said">${escapeHtml(textIn(declaration.text, language))}</p>
${renderChoices({
  ...{ id: "signedBy", name: "signedBy", label: form.behalf, value: typed["signedBy"] ?? "applicant" },
  choices: [
    { value: "applicant", text: form.self },
    { value: "guardian", text: form.guardian },
  ],
})}
<div class="tick">${renderTick({ id: "declare", name: "declare", label: form.declare, isTicked: typed["declare"] === "yes", problem: problem("declare") })}</div>
${renderTextField({
  ...{ id: "signature", name: "signature", label: form.signature, hint: form.signatureHint },
  ...{ value: typed["signature"], problem: problem("signature"), attributes: `maxlength="120" dir="auto"` },
})}
<button type="submit" class="send">${escapeHtml(form.declare)}</button></form></section>`;
}

/** The way back to those who decided: open once, for the days that the policy gives. */
export function renderObjection({ followed, view, language, problems = [], typed = {} }: FollowPage): string {
  const reopens = followed.journey.endings.find(({ id }) => id === view.ending)?.reopens;
  if (!reopens?.by.includes("applicant")) return "";
  const texts = applyTexts(language).objection;
  const isUsed = view.history.some(({ type, what }) => type === "move" && what === reopens.id);
  const isOpen = view.journeyView.outcomes.some(({ id, isMine }) => id === reopens.id && isMine);
  const until = bothCalendarsAt(language, followed.found.policy.timeZone, view.since + reopens.withinDays * DAY);
  const body = isOpen
    ? `<p>${escapeHtml(texts.lead)}</p><p class="soft">${escapeHtml(`${texts.until} ${until}`)}</p>
<form method="post" action="/r/${followed.code}/objection?lang=${language}" autocomplete="off" novalidate>
<input type="hidden" name="seq" value="${view.seq}">
${renderTextField({
  ...{ id: "reason", name: "reason", label: texts.label, hint: texts.hint, rows: 5, value: typed["reason"] },
  ...{ problem: problems.find(({ at }) => at === "reason")?.message, attributes: `maxlength="2000" dir="auto"` },
})}
<button type="submit" class="send">${escapeHtml(texts.send)}</button></form>`
    : `<p>${escapeHtml(isUsed ? texts.used : texts.late)}</p>`;
  return `<section class="section" id="objection"><h2>${escapeHtml(texts.heading)}</h2>${body}</section>`;
}

/** The quiet way out, at the end of the page. */
export function renderWithdrawing({ followed, view, language }: FollowPage): string {
  if (!mayWithdraw(view)) return "";
  const { offer } = applyTexts(language).withdraw;
  return `<section class="section no-print"><a class="offer" href="/r/${followed.code}/withdraw?lang=${language}">${escapeHtml(offer)}</a></section>`;
}

export function mayWithdraw({ ending, journeyView }: RequestView): boolean {
  return ending === null && journeyView.outcomes.some(({ id, isMine }) => id === "withdrawn" && isMine);
}

/** `/r/{code}/withdraw`: asks once more, with the way back first. */
export function renderWithdrawPage({ found, code }: Followed, view: RequestView, language: string): string {
  const texts = applyTexts(language).withdraw;
  return renderApplyFrame(
    { language, policy: found.policy, service: found.service },
    `<h1 tabindex="-1" autofocus>${escapeHtml(texts.heading)}</h1>
<p>${escapeHtml(texts.lead)}</p><p>${escapeHtml(texts.again)}</p>
<p><a class="send" href="/r/${code}?lang=${language}">${escapeHtml(texts.keep)}</a></p>
<form method="post" action="/r/${code}/withdraw?lang=${language}"><input type="hidden" name="seq" value="${view.seq}">
<button type="submit" class="plain risk">${escapeHtml(texts.confirm)}</button></form>`,
  );
}
