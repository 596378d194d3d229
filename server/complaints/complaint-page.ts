import type { Policy } from "#policies/schema.ts";
import { escapeHtml } from "#surveys/html-form.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { complaintTexts } from "#server/complaints/complaint-texts.ts";
import { NEUTRAL_COLOUR, renderFrame } from "#server/respond/page-frame.ts";
import { shownName } from "#server/respond/page-names.ts";

/** Why what was sent is not kept yet; the page comes again with the text as it was typed. */
export type ComplaintProblem = "tooShort" | "tooLong" | "tooMany" | "notSaved" | "otherText";

type ComplaintForm = {
  readonly policy: Policy;
  readonly language: string;
  readonly languages: readonly string[];
  readonly submissionId: string;
  readonly values?: { readonly text: string; readonly service: string };
  readonly problem?: ComplaintProblem | undefined;
};

/** The page on which anybody complains, complete without JavaScript; apart from any evaluation (clause C18). */
export function renderComplaintPage(page: ComplaintForm): string {
  const { policy, language, languages, submissionId, values = { text: "", service: "" }, problem } = page;
  const texts = complaintTexts(language);
  const action = `/a/${policy.id}/complaint`;
  return renderFrame({
    title: applyTexts(language).title,
    ...{ language, languages, colour: policy.colour, form: { id: "complaint", action } },
    name: shownName(policy, undefined, language),
    main: `<h1>${escapeHtml(texts.heading)}</h1>
<p>${escapeHtml(texts.lead)}</p>
<p class="consent soft">${escapeHtml(texts.apart)}</p>
${problem ? renderProblem(texts[problem], problem) : ""}<form id="complaint" method="post" action="${action}" autocomplete="off">
<input type="hidden" name="submissionId" value="${escapeHtml(submissionId)}">
<input type="hidden" name="language" value="${language}">
<div class="question"><label for="text">${escapeHtml(texts.text)}</label>
<p class="soft" id="text-hint">${escapeHtml(texts.textHint)}</p>
<textarea id="text" name="text" required minlength="5" maxlength="4000" dir="auto" aria-describedby="text-hint">${escapeHtml(values.text)}</textarea></div>
${renderServices(policy, language, values.service)}<button type="submit" class="send">${escapeHtml(texts.send)}</button>
</form>
<p class="agreement"><a href="/c">${escapeHtml(texts.codeHeading)}</a></p>`,
  });
}

/** Services to choose from, only where naming them on a phone harms nobody. */
function renderServices(policy: Policy, language: string, chosen: string): string {
  const services = policy.sensitivity === "general" ? policy.services.filter(isHarmless) : [];
  if (services.length === 0) return "";
  const texts = complaintTexts(language);
  const option = (id: string, name: string) =>
    `<option value="${escapeHtml(id)}"${id === chosen ? " selected" : ""}>${escapeHtml(name)}</option>`;
  const options = services.map(({ id, name }) => option(id, language === "en" ? name.en : name.ar));
  return `<div class="question"><label for="service">${escapeHtml(texts.service)}</label>
<select id="service" name="service">${option("", texts.noService)}${options.join("")}</select></div>
`;
}

function isHarmless({ sensitivity }: Policy["services"][number]): boolean {
  return sensitivity === "general";
}

function renderProblem(words: string, problem: ComplaintProblem): string {
  const look = problem === "tooShort" || problem === "tooLong" ? "wrong" : "wait";
  return `<div class="notice ${look}" role="alert" tabindex="-1" autofocus><p>${escapeHtml(words)}</p></div>\n`;
}

/** The page after sending: the code, shown once. */
export function renderComplaintTaken({
  policy,
  language,
  code,
  dueOn,
}: {
  policy: Policy;
  language: string;
  code: string;
  /** As it is printed. */
  dueOn: string;
}): string {
  const texts = complaintTexts(language);
  return renderFrame({
    title: applyTexts(language).title,
    ...{ language, colour: policy.colour, name: shownName(policy, undefined, language) },
    main: `<h1>${escapeHtml(texts.received)}</h1>
<p>${escapeHtml(texts.receivedMore)}</p>
<p>${escapeHtml(texts.dueOn)}: <strong>${escapeHtml(dueOn)}</strong></p>
<div class="notice"><p>${escapeHtml(texts.code)}<br><strong class="receipt" dir="ltr">${escapeHtml(code)}</strong></p>
<p class="soft">${escapeHtml(texts.codeMore)}</p>
<p><a href="/c/${escapeHtml(code)}">${escapeHtml(texts.follow)}</a></p></div>`,
  });
}

/** The page on which a code is typed; it belongs to no association. */
export function renderCodePage(language: string, languages: readonly string[], isUnknown: boolean): string {
  const texts = complaintTexts(language);
  return renderFrame({
    title: applyTexts(language).title,
    ...{ language, languages, colour: NEUTRAL_COLOUR },
    main: `<h1>${escapeHtml(texts.codeHeading)}</h1>
<p>${escapeHtml(texts.codeLead)}</p>
${isUnknown ? `<div class="notice wrong" role="alert" tabindex="-1" autofocus><p>${escapeHtml(texts.codeUnknown)}</p></div>\n` : ""}<form method="post" action="/c" autocomplete="off">
<input type="hidden" name="language" value="${language}">
<div class="question"><label for="code">${escapeHtml(texts.codeLabel)}</label>
<input id="code" name="code" required maxlength="80" dir="ltr" autocapitalize="characters" spellcheck="false"></div>
<button type="submit" class="send">${escapeHtml(texts.show)}</button>
</form>`,
  });
}
