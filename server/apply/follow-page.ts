import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { renderApplyFrame } from "#server/apply/apply-frame.ts";
import { renderEvaluate, renderObjection, renderSigning, renderWithdrawing } from "#server/apply/follow-actions.ts";
import { renderCorrections } from "#server/apply/follow-corrections.ts";
import { renderDocuments, type FailedUpload } from "#server/apply/follow-documents.ts";
import { renderNotices } from "#server/apply/follow-notices.ts";
import { renderPath } from "#server/apply/follow-path.ts";
import { renderQuestion } from "#server/apply/follow-question.ts";
import { renderStand } from "#server/apply/follow-stand.ts";
import { renderNotice, renderProblems, type FieldProblem } from "#server/apply/html.ts";
import { bothCalendarsAt } from "#server/apply/plain-dates.ts";
import type { Followed } from "#server/apply/read-followed.ts";
import type { Notice } from "#server/notices/read-notices.ts";
import { renderComplaining } from "#server/apply/services-page.ts";
import type { RequestView } from "#server/requests/request-view.ts";
import { namedService } from "#server/respond/page-names.ts";

/** What was just done on the page; said at its top. */
export type Done = "uploaded" | "signed" | "answered" | "objected" | "withdrawn" | "changed" | "notSaved";

export type FollowPage = {
  readonly followed: Followed;
  readonly view: RequestView;
  readonly notices: readonly Notice[];
  readonly language: string;
  readonly now: number;
  readonly done?: Done | undefined;
  readonly failed?: FailedUpload | undefined;
  /** Problems of an objection or a declaration, and what was typed. */
  readonly problems?: readonly FieldProblem[];
  readonly typed?: Readonly<Record<string, string>>;
};

/** `/r/{code}`: where the request stands, what is missing, what was decided and why, and what can be done now. */
export function renderFollowPage(page: FollowPage): string {
  const { followed, view, notices, language, failed, problems = [] } = page;
  const { found, journey, code } = followed;
  const { policy, service, row } = found;
  const { timeZone } = policy;
  const texts = applyTexts(language).follow;
  const named = namedService(policy, service);
  const summary = failed
    ? renderProblems(texts.uploadFailed, [{ at: `file-${failed.rule}`, message: failedWords(page, failed) }])
    : problems.length > 0
      ? renderProblems(texts.notSaved, problems)
      : page.done === undefined
        ? ""
        : renderNotice(
            doneWords(page.done, language),
            page.done === "changed" || page.done === "notSaved" ? "wait" : "",
          );
  const main = `<h1>${escapeHtml(named ? textIn(named.name, language) : texts.heading)}</h1>
<p class="soft">${escapeHtml(`${texts.opened} ${bothCalendarsAt(language, timeZone, row.opened_at)}`)}</p>
${summary}${renderStand({ journey, view, notices }, language)}
${renderEvaluate(page)}${renderQuestion(page)}${renderCorrections({ view, timeZone }, language)}${renderSigning(page)}${renderDocuments({ view, code, timeZone, failed }, language)}
<section class="section"><h2>${escapeHtml(texts.path)}</h2>${renderPath({ journey, view, timeZone }, language)}</section>
${renderObjection(page)}${renderNotices({ notices, service, timeZone }, language)}${renderWithdrawing(page)}${renderComplaining(policy, language)}`;
  return renderApplyFrame({ language, policy, service }, main);
}

/** Which document was not taken, and why. */
function failedWords({ view, language }: FollowPage, { rule, problem }: FailedUpload): string {
  const line = view.documents.find((one) => one.rule === rule);
  const words = applyTexts(language).follow.uploadProblems[problem];
  return line ? `${textIn(line.name, language)}: ${words}` : words;
}

function doneWords(done: Done, language: string): string {
  const { follow, question, objection, withdraw } = applyTexts(language);
  return {
    uploaded: follow.uploaded,
    signed: follow.signed,
    answered: question.done,
    objected: objection.done,
    withdrawn: withdraw.done,
    changed: follow.changed,
    notSaved: follow.notSaved,
  }[done];
}
