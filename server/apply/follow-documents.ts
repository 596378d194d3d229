import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts, type UploadProblem } from "#server/apply/apply-texts.ts";
import { documentWords } from "#server/apply/document-words.ts";
import { renderTextField, saidWords } from "#server/apply/html.ts";
import { bothCalendarsAt } from "#server/apply/plain-dates.ts";
import type { DocumentLine, RequestView } from "#server/requests/request-view.ts";

/** What was wrong with a document that was just sent, and the dates that were written with it. */
export type FailedUpload = {
  readonly rule: string;
  readonly problem: UploadProblem;
  readonly issuedOn: string;
  readonly expiresOn: string;
};

const TO_DO: readonly DocumentLine["state"][] = ["missing", "rejected", "expired"];

/** Documents that only the person can bring now. */
export function toDoDocuments({
  documents,
  ending,
}: Pick<RequestView, "documents" | "ending">): readonly DocumentLine[] {
  return ending === null ? documents.filter(({ isNeeded, state }) => isNeeded && TO_DO.includes(state)) : [];
}

/** Each document with its state and, while the request is open, the way to send it: its rules stand before the choice. */
export function renderDocuments(
  {
    view,
    code,
    timeZone,
    failed,
  }: { view: RequestView; code: string; timeZone: string; failed?: FailedUpload | undefined },
  language: string,
): string {
  const texts = applyTexts(language).follow;
  const isOpen = view.ending === null;
  const needed = view.documents.filter(({ isNeeded, document }) => (isNeeded && isOpen) || document !== undefined);
  if (needed.length === 0) return "";
  const cards = needed.map((line) => renderCard({ line, view, code, timeZone, failed }, language));
  const done = needed.every(({ state }) => state === "verified") ? `<p>${escapeHtml(texts.documentsDone)}</p>` : "";
  return `<section class="section" id="documents"><h2>${escapeHtml(texts.documents)}</h2>${done}${cards.join("")}</section>`;
}

type Card = {
  readonly line: DocumentLine;
  readonly view: RequestView;
  readonly code: string;
  readonly timeZone: string;
  readonly failed: FailedUpload | undefined;
};

function renderCard({ line, view, code, timeZone, failed }: Card, language: string): string {
  const texts = applyTexts(language).follow;
  const tone = line.state === "verified" ? " good" : line.state === "waiting" ? "" : " act";
  const { document } = line;
  // After the end nobody looks at what still waited.
  const isSettled = view.ending !== null && line.state !== "verified";
  const badge = isSettled ? "" : `<p><span class="badge${tone}">${escapeHtml(texts.states[line.state])}</span></p>`;
  const sent = document
    ? `<p class="when">${escapeHtml(`${texts.sentOn} ${bothCalendarsAt(language, timeZone, document.uploadedAt)}`)}</p>`
    : "";
  const reason =
    line.state === "rejected" && document?.reason
      ? `<p>${escapeHtml(`${texts.reason}: ${saidWords(document.reason)}`)}</p>`
      : "";
  const form = view.ending === null && line.state !== "verified" ? renderUpload({ line, code, failed }, language) : "";
  const folded = form !== "" && line.state === "waiting" && failed?.rule !== line.rule;
  return `<article class="doc" id="document-${line.rule}"><h3>${escapeHtml(textIn(line.name, language))}</h3>
${badge}${sent}${reason}${
    folded ? `<details><summary>${escapeHtml(texts.replace)}</summary>${form}</details>` : form
  }</article>`;
}

function renderUpload(
  { line, code, failed: other }: { line: DocumentLine; code: string; failed: FailedUpload | undefined },
  language: string,
): string {
  const texts = applyTexts(language).follow;
  const failed = other?.rule === line.rule ? other : undefined;
  const problem = failed && texts.uploadProblems[failed.problem];
  const asksIssue = line.notOlderThanMonths !== undefined;
  const isOfDate = (name: "expiresOn" | "issuedOn") =>
    dateOf(failed?.problem, { asksIssue, expires: line.expires }) === name;
  const accepts = line.accepts.map(
    (kind) => ({ pdf: ".pdf,application/pdf", jpeg: "image/jpeg", png: "image/png" })[kind],
  );
  const date = (name: "expiresOn" | "issuedOn", label: string, hint: string) =>
    renderTextField({
      ...{ id: `${name}-${line.rule}`, name, label, hint, value: failed?.[name] },
      problem: isOfDate(name) ? problem : undefined,
      attributes: `type="date" placeholder="2027-01-31"`,
    });
  const id = `file-${line.rule}`;
  const isOfFile = problem !== undefined && !isOfDate("expiresOn") && !isOfDate("issuedOn");
  return `<form method="post" action="/r/${code}/documents/${line.rule}?lang=${language}#notice" enctype="multipart/form-data" novalidate>
<div class="question"><label for="${id}">${escapeHtml(texts.choose)}</label><p class="hint" id="${id}-hint">${escapeHtml(documentWords(line, language))}</p>${
    isOfFile ? `<p class="error" id="${id}-error">${escapeHtml(problem)}</p>` : ""
  }<input type="file" id="${id}" name="file" accept="${accepts.join(",")}" aria-describedby="${id}-hint${isOfFile ? ` ${id}-error" aria-invalid="true` : ""}"></div>
${asksIssue ? date("issuedOn", texts.issuedOn, texts.issuedHint) : ""}${line.expires ? date("expiresOn", texts.expiresOn, texts.expiresHint) : ""}
<button type="submit" class="send">${escapeHtml(line.document ? texts.replace : texts.upload)}</button></form>`;
}

/** Which date a problem is about. */
export function dateOf(
  problem: UploadProblem | undefined,
  { asksIssue, expires }: { asksIssue: boolean; expires: boolean },
): "expiresOn" | "issuedOn" | undefined {
  if (problem === "expired" || problem === "noExpiry") return expires ? "expiresOn" : undefined;
  if (problem === "tooOld" || problem === "noIssue" || problem === "notYetIssued")
    return asksIssue ? "issuedOn" : undefined;
  if (problem === "badDate") return expires ? "expiresOn" : "issuedOn";
  return undefined;
}
