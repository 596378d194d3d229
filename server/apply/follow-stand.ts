import type { Journey } from "#policies/journey-schema.ts";
import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { toDoDocuments } from "#server/apply/follow-documents.ts";
import { renderList, saidWords } from "#server/apply/html.ts";
import { shownNumber } from "#server/apply/plain-numbers.ts";
import type { Notice } from "#server/notices/read-notices.ts";
import { asksToExplain } from "#server/requests/answer-question.ts";
import type { RequestView } from "#server/requests/request-view.ts";

export type Standing = {
  readonly journey: Journey;
  readonly view: RequestView;
  /** Newest first. */
  readonly notices: readonly Notice[];
};

/** Where the request stands, who has it, and whether something is waited for: the first thing that is read. */
export function renderStand(standing: Standing, language: string): string {
  const [heading, ...lines] = standWords(standing, language);
  const left = leftWords(standing, language);
  const rest = left.length === 0 ? "" : `<p>${escapeHtml(applyTexts(language).follow.needed)}</p>${renderList(left)}`;
  const paragraphs = lines.filter((line) => line !== "").map((line) => `<p>${escapeHtml(line)}</p>`);
  return `<div class="stand"><p><strong>${escapeHtml(heading ?? "")}</strong></p>${paragraphs.join("")}${rest}</div>`;
}

function standWords({ journey, view, notices }: Standing, language: string): string[] {
  const texts = applyTexts(language).follow;
  if (view.ending !== null) return endWords({ journey, view, notices }, language);
  const step = view.journeyView.steps.find(({ state }) => state === "now");
  const name = step ? textIn(step.name, language) : "";
  const missing = toDoDocuments(view);
  if (view.isDeclarationDue) {
    return wasSigned(view) ? [texts.signCorrected, texts.signCorrectedMore] : [texts.sign, texts.signMore];
  }
  if (missing.length > 0) {
    const count = missing.length;
    const names = missing.map((one) => textIn(one.name, language)).join(language === "en" ? ", " : "، ");
    return [texts.missingDocuments(shownNumber(language, count), count), names, texts.yourTurn];
  }
  const who = step?.by.filter((actor) => actor !== "applicant")[0];
  return [
    name,
    ...(who ? [`${texts.with} ${texts.actors[who]}`] : []),
    ...(step?.external && view.journeyView.sentAt !== null
      ? [`${texts.sentTo} ${textIn(step.external, language)}`]
      : []),
    ...clockWords(journey, view, language),
    ...(asksToExplain(journey, view) ? [] : [texts.nothingToDo]),
  ];
}

/** What the step still needs before it can be left the good way, and who brings it. */
function leftWords({ view }: Standing, language: string): string[] {
  const texts = applyTexts(language).follow;
  if (view.ending !== null || view.isDeclarationDue || toDoDocuments(view).length > 0) return [];
  return (view.journeyView.outcomes[0]?.missing ?? []).flatMap(({ need, by }) => {
    const words = texts.needs[need];
    const who = by.find((actor) => actor !== "applicant") ?? by[0];
    return words === undefined || who === undefined ? [] : [`${words}: ${texts.neededBy} ${texts.actors[who]}`];
  });
}

function endWords({ journey, view, notices }: Standing, language: string): string[] {
  const texts = applyTexts(language).follow;
  const ending = journey.endings.find(({ id }) => id === view.ending);
  const name = ending ? textIn(ending.name, language) : "";
  const told = notices.find(({ topic }) =>
    ["refused", "referred", "delivered", "withdrawn", "decided"].includes(topic),
  );
  const reason = told?.detail.reason === undefined ? [] : [`${texts.reason}: ${saidWords(told.detail.reason)}`];
  if (ending?.reopens) return [texts.refusedHeading, ...reason, texts.refusedMore];
  if (told?.topic === "delivered") return [name, texts.deliveredMore];
  const to = told?.detail.to === undefined ? [] : [`${texts.referredTo}: ${saidWords(told.detail.to)}`];
  return [name, ...to, ...reason, ...(to.length === 0 && reason.length === 0 ? [texts.endedMore] : [])];
}

/** True when the person had signed before the data was corrected. */
function wasSigned({ declarations }: RequestView): boolean {
  return declarations.length > 0;
}

/** How long the step may take by the policy, in its own reading: not less, or not more. */
function clockWords(journey: Journey, view: RequestView, language: string): string[] {
  const texts = applyTexts(language).follow;
  return view.journeyView.clocks.flatMap(({ id, bound, days, isStopped, isPaused }) => {
    const rule = journey.clocks.find((one) => one.id === id);
    if (isStopped) return [];
    if (isPaused) return [texts.paused];
    if (rule?.from !== view.step) return [];
    return [(bound === "min" ? texts.atLeast : texts.atMost)(days, shownNumber(language, days))];
  });
}
