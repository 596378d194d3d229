import { hash } from "node:crypto";
import { judgeEligibility } from "#policies/eligibility.ts";
import type { Service } from "#policies/schema.ts";
import type { Condition } from "#policies/request-schema.ts";
import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { saidWords } from "#server/apply/html.ts";
import type { IssuedForm } from "#server/forms/form-shelf.ts";
import { toAnswerLines } from "#server/requests/to-answer-lines.ts";
import { createEvaluator } from "#surveys/answers/condition.ts";
import type { Json } from "#surveys/form.ts";

/** Conditions that an application does not seem to meet, each with the answers that it rests on. */
export type UnmetConditions = {
  readonly lines: readonly { readonly reason: string; readonly answers: readonly string[]; readonly to: string }[];
  /** Stands for these conditions; sent back it says that they were read. */
  readonly mark: string;
};

/**
 * What the conditions of a service say of an application before it is sent (clauses Y1–Y5, T9); undefined where none is unmet.
 * What cannot be read stops nobody.
 */
export function findUnmet(
  { service, form, language }: { service: Service; form: IssuedForm; language: string },
  typed: Readonly<Record<string, Json>>,
): UnmetConditions | undefined {
  const conditions = service.request?.conditions ?? [];
  const checked = form.compiled.check(typed, language);
  if (!checked.ok || conditions.length === 0) return undefined;
  const { unmet } = judgeEligibility(conditions, createEvaluator(form.compiled, checked.answers));
  if (unmet.length === 0) return undefined;
  const answers = toAnswerLines(form.compiled, checked.answers, language);
  const lines = unmet.map(({ id, reason, refersTo }) => ({
    reason: textIn(reason, language),
    answers: answers
      .filter(({ item }) => restsOn(conditions, id, item))
      .map(({ title, text }) => `${title}: ${saidWords(text)}`),
    to: refersTo ? textIn(refersTo, language) : "",
  }));
  return {
    lines: [...new Map(lines.map((line) => [line.reason, line])).values()],
    mark: hash("sha256", unmet.map(({ id }) => id).join(" ")).slice(0, 16),
  };
}

function restsOn(conditions: readonly Condition[], id: string, item: string): boolean {
  return conditions.some((one) => one.id === id && one.expression.includes(`{${item}}`));
}

/** The conditions above the form that was sent: what seems not to be met and why, where to turn, and sending it all the same. */
export function renderUnmet(
  { lines }: UnmetConditions,
  { form, language }: { form: string; language: string },
): string {
  const texts = applyTexts(language).form;
  const conditions = lines.map(({ reason, answers, to }) => {
    const more = [
      ...answers.map((answer) => `${texts.unmetAnswer}: ${answer}`),
      ...(to === "" ? [] : [`${texts.unmetElsewhere} ${saidWords(to)}`]),
    ];
    return `<li>${escapeHtml(reason)}${more.map((line) => `<span class="soft">${escapeHtml(line)}</span>`).join("")}</li>`;
  });
  return `<div class="notice wait" id="notice" role="alert" tabindex="-1" autofocus><p><strong>${escapeHtml(texts.unmetHeading)}</strong></p>
<p>${escapeHtml(texts.unmetLead)}</p><ul class="facts">${conditions.join("")}</ul><p>${escapeHtml(texts.unmetMore)}</p><p>${escapeHtml(texts.unmetNotice)}</p>
<button type="submit" form="${form}" class="send">${escapeHtml(texts.sendAnyway)}</button><a class="plain" href="#${form}">${escapeHtml(texts.unmetChange)}</a></div>
`;
}
