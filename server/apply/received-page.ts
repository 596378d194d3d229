import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { renderApplyFrame } from "#server/apply/apply-frame.ts";
import { renderList } from "#server/apply/html.ts";
import { toDoDocuments } from "#server/apply/follow-documents.ts";
import type { Followed } from "#server/apply/read-followed.ts";
import type { RequestView } from "#server/requests/request-view.ts";

/** `/r/{code}/received`: the code, large, once, with how to keep it and what comes next. */
export function renderReceivedPage({ found, code }: Followed, view: RequestView, language: string): string {
  const texts = applyTexts(language).received;
  const missing = toDoDocuments(view);
  const next =
    missing.length === 0
      ? `<p>${escapeHtml(texts.nextNone)}</p>`
      : `<p>${escapeHtml(texts.nextDocuments)}</p>${renderList(missing.map(({ name }) => textIn(name, language)))}`;
  return renderApplyFrame(
    { language, policy: found.policy, service: found.service },
    `<h1 tabindex="-1" autofocus>${escapeHtml(texts.heading)}</h1>
<p>${escapeHtml(texts.lead)}</p>
<strong class="code" dir="ltr" translate="no">${escapeHtml(code)}</strong>
<p class="notice wait">${escapeHtml(texts.once)}</p>
<section class="section"><h2>${escapeHtml(texts.keep)}</h2>${renderList(texts.ways)}
<p class="soft">${escapeHtml(texts.link)}<br><span dir="ltr">${escapeHtml(addressOfCodes(view.followLink))}</span></p></section>
<section class="section"><h2>${escapeHtml(texts.next)}</h2>${next}</section>
<p><a class="send" href="/r/${code}?lang=${language}">${escapeHtml(texts.open)}</a></p>`,
  );
}

/** The page on which a code is typed, by the address that the association gave to this house. */
function addressOfCodes(followLink: string): string {
  return followLink.replace(/\/[^/]+$/, "");
}
