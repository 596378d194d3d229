import type { Policy, Service } from "#policies/schema.ts";
import { escapeHtml, fieldIds, renderFormFields } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts, type ApplyTexts } from "#server/apply/apply-texts.ts";
import { renderApplyFrame } from "#server/apply/apply-frame.ts";
import {
  renderChoices,
  renderNotice,
  renderProblems,
  renderTextField,
  renderTick,
  type FieldProblem,
} from "#server/apply/html.ts";
import { NAME_ITEM, OWN, PHONE_ITEM, type TypedApplication } from "#server/apply/read-application.ts";
import { renderUnmet, type UnmetConditions } from "#server/apply/unmet-conditions.ts";
import { listedName } from "#server/apply/services-page.ts";
import type { IssuedForm } from "#server/forms/form-shelf.ts";

export type ApplicationPage = {
  readonly policy: Policy;
  readonly service: Service;
  readonly form: IssuedForm;
  readonly language: string;
  /** UUID; kept through every error, so that a retry cannot become a second request. */
  readonly submissionId: string;
  readonly typed?: TypedApplication;
  readonly problems?: readonly FieldProblem[];
  /** Something else to say above the form. */
  readonly notice?: string | undefined;
  /** Conditions that it does not seem to meet; it can be sent anyway. */
  readonly unmet?: UnmetConditions | undefined;
};

/** `GET /a/{association}/{service}/form`: the application, who applies, consent and declaration, with what was typed so far. */
export function renderApplicationPage(page: ApplicationPage): string {
  const { policy, service, form, language, submissionId, problems = [], notice, unmet } = page;
  const texts = applyTexts(language);
  const action = `/a/${policy.id}/${service.id}`;
  const ids = fieldIds(form.compiled);
  const fields = renderFormFields({
    form: form.compiled,
    language,
    values: page.typed?.answers ?? {},
    problems: form.compiled.items.flatMap(({ id }) => {
      const found = problems.find(({ at }) => at === ids.get(id));
      return found ? [{ item: id, title: "", rule: "pattern" as const, message: found.message }] : [];
    }),
  });
  const main = `<p class="crumb"><a href="${action}?lang=${language}">${escapeHtml(texts.conditions.heading)}</a></p>
<p class="step">${escapeHtml(texts.form.step)}</p>
<h1>${escapeHtml(texts.form.heading)}</h1>
<p class="soft">${escapeHtml(listedName(policy, service, language))} · ${escapeHtml(texts.form.mandatory)}</p>
${problems.length > 0 ? renderProblems(texts.form.problems, problems) : ""}${notice === undefined ? "" : renderNotice(notice, "wait")}${unmet ? renderUnmet(unmet, { form: "application", language }) : ""}<form id="application" method="post" action="${action}" autocomplete="off" novalidate>
<input type="hidden" name="${OWN.submissionId}" value="${escapeHtml(submissionId)}">
<input type="hidden" name="${OWN.language}" value="${language}">
<input type="hidden" name="${OWN.consentVersion}" value="${policy.consent?.version ?? 0}">
<input type="hidden" name="${OWN.read}" value="${escapeHtml(unmet?.mark ?? page.typed?.own.read ?? "")}">
${renderWho(page, texts)}
${fields}
${renderConsent(page, texts)}
<p class="agreement soft">${escapeHtml(texts.form.sendMore)}</p>
<button type="submit" class="send">${escapeHtml(unmet ? texts.form.sendAnyway : texts.form.send)}</button>
</form>`;
  return renderApplyFrame({ language, policy, service }, main, { id: "application", action });
}

function renderWho(
  { policy, service, form, language, typed, problems = [] }: ApplicationPage,
  { form: texts }: ApplyTexts,
): string {
  const own = typed?.own ?? {};
  const has = (item: string) => form.compiled.items.some(({ id }) => id === item);
  const problem = (at: string) => problems.find((one) => one.at === at)?.message;
  const kinds = service.request?.kinds ?? [];
  const choices = policy.beneficiaryKinds
    .filter(({ id }) => kinds.includes(id))
    .map(({ id, name }) => ({ value: id, text: textIn(name, language) }));
  const name = { id: "name", name: OWN.name, label: texts.name, value: own.name, problem: problem("name") };
  const phone = { id: "phone", name: OWN.phone, label: texts.phone, value: own.phone, problem: problem("phone") };
  return [
    choices.length > 1
      ? renderChoices({
          id: "kind",
          name: OWN.kind,
          label: texts.kind,
          choices,
          value: own.kind,
          problem: problem("kind"),
        })
      : "",
    renderChoices({
      ...{ id: "behalf", name: OWN.behalf, label: texts.behalf, problem: problem("behalf") },
      value: own.behalf,
      choices: [
        { value: "self", text: texts.self },
        { value: "guardian", text: texts.guardian },
      ],
    }),
    `<div class="for-guardian">${renderTextField({
      ...{ id: "guardian", name: OWN.guardian, label: texts.guardianName, hint: texts.guardianHint },
      ...{ value: own.guardian, problem: problem("guardian"), attributes: `maxlength="120" dir="auto"` },
    })}</div>`,
    has(NAME_ITEM) ? "" : renderTextField({ ...name, attributes: `maxlength="120" dir="auto"` }),
    has(PHONE_ITEM) ? "" : renderTextField({ ...phone, attributes: `type="tel" maxlength="25" dir="ltr"` }),
  ].join("\n");
}

function renderConsent(
  { policy, language, typed, problems = [] }: ApplicationPage,
  { form: texts }: ApplyTexts,
): string {
  const own = typed?.own ?? {};
  const problem = (at: string) => problems.find((one) => one.at === at)?.message;
  const consent = policy.consent ? textIn(policy.consent.text, language) : texts.defaultConsent;
  const declaration = policy.declaration && textIn(policy.declaration.text, language);
  return `<section class="section"><h2>${escapeHtml(texts.consent)}</h2><p class="said">${escapeHtml(consent)}</p>
${renderTick({ id: "consent", name: OWN.consent, label: texts.agree, isTicked: own.consent === "yes", problem: problem("consent") })}</section>
${
  declaration === undefined
    ? ""
    : `<section class="section"><h2>${escapeHtml(texts.declaration)}</h2><p class="said">${escapeHtml(declaration)}</p>
${renderTick({ id: "declare", name: OWN.declare, label: texts.declare, isTicked: own.declare === "yes", problem: problem("declare") })}
${renderTextField({
  ...{ id: "signature", name: OWN.signature, label: texts.signature, hint: texts.signatureHint },
  ...{ value: own.signature, problem: problem("signature"), attributes: `maxlength="120" dir="auto"` },
})}</section>`
}`;
}
