import { escapeHtml } from "#surveys/html-form.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { renderApplyFrame } from "#server/apply/apply-frame.ts";
import { renderNotice, renderProblems, renderTextField } from "#server/apply/html.ts";

/** `asked`: just opened. `unknown`: no request has this code, or it is none. `tooMany`: too many of those from one network. */
export type CodeState = "asked" | "unknown" | "tooMany";

/** `/r`: where the follow-up code is typed. It names no association: whoever finds it on a shared phone learns nothing. */
export function renderCodePage(language: string, state: CodeState): string {
  const texts = applyTexts(language).code;
  const isWrong = state === "unknown";
  const notice = isWrong
    ? renderProblems(texts.unknown, [{ at: "code", message: texts.unknownMore }])
    : state === "tooMany"
      ? renderNotice(`${texts.tooMany}. ${texts.tooManyMore}`, "wait")
      : "";
  return renderApplyFrame(
    { language },
    `<h1>${escapeHtml(texts.heading)}</h1>
<p>${escapeHtml(texts.lead)}</p>
${notice}<form method="post" action="/r?lang=${language}" autocomplete="off" novalidate>
${renderTextField({
  ...{ id: "code", name: "code", label: texts.label, hint: texts.hint, problem: isWrong ? texts.unknown : undefined },
  attributes: `class="code-field" dir="ltr" maxlength="80" autocapitalize="characters" spellcheck="false"`,
})}
<button type="submit" class="send">${escapeHtml(texts.open)}</button>
</form>
<section class="section"><h2>${escapeHtml(texts.lost)}</h2><p>${escapeHtml(texts.lostMore)}</p></section>`,
  );
}
