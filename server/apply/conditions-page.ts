import type { Policy, Service } from "#policies/schema.ts";
import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { renderApplyFrame } from "#server/apply/apply-frame.ts";
import { documentWords } from "#server/apply/document-words.ts";
import { renderList } from "#server/apply/html.ts";
import { channelNames, listedName } from "#server/apply/services-page.ts";

/** `GET /a/{association}/{service}`: conditions and documents in plain words, before anything is written or uploaded. */
export function renderConditionsPage(policy: Policy, service: Service, language: string): string {
  const texts = applyTexts(language).conditions;
  const rule = service.request;
  const query = `?lang=${language}`;
  const name = escapeHtml(listedName(policy, service, language));
  const top = `<p class="crumb"><a href="/a/${policy.id}${query}">${escapeHtml(texts.back)}</a></p>`;
  if (!rule?.online) {
    const reasons = rule ? conditionWords(service, language) : [];
    return renderApplyFrame(
      { language, policy, service },
      `${top}<h1>${name}</h1>
${reasons.length === 0 ? "" : `<section class="section"><h2>${escapeHtml(texts.conditions)}</h2>${renderList(reasons)}</section>`}
<section class="section"><h2>${escapeHtml(texts.notOnline)}</h2><p>${escapeHtml(texts.notOnlineMore)}</p>${renderList(channelNames(policy, language))}</section>`,
    );
  }
  const reasons = conditionWords(service, language);
  return renderApplyFrame(
    { language, policy, service },
    `${top}<p class="step">${escapeHtml(texts.step)}</p>
<h1>${name}</h1>
<p>${escapeHtml(texts.lead)}</p>
<section class="section"><h2>${escapeHtml(texts.conditions)}</h2>
${reasons.length === 0 ? `<p>${escapeHtml(texts.noConditions)}</p>` : `${renderList(reasons)}<p class="soft">${escapeHtml(texts.conditionsMore)}</p>`}</section>
<section class="section"><h2>${escapeHtml(texts.documents)}</h2>
${renderDocuments(service, language)}</section>
<section class="section"><h2>${escapeHtml(texts.nextHeading)}</h2>${renderList(texts.nextSteps, "ol")}</section>
<p><a class="send" href="/a/${policy.id}/${service.id}/form${query}">${escapeHtml(texts.start)}</a></p>`,
  );
}

function conditionWords(service: Service, language: string): string[] {
  return [...new Set(service.request?.conditions.map(({ reason }) => textIn(reason, language)))];
}

function renderDocuments(service: Service, language: string): string {
  const texts = applyTexts(language).conditions;
  const documents = service.request?.documents ?? [];
  if (documents.length === 0) return `<p>${escapeHtml(texts.noDocuments)}</p>`;
  const lines = documents.map((rule) => {
    const sometimes = rule.when === undefined ? "" : ` <span class="badge">${escapeHtml(texts.sometimes)}</span>`;
    return `<li>${escapeHtml(textIn(rule.name, language))}${sometimes}<span class="soft">${escapeHtml(documentWords(rule, language))}</span></li>`;
  });
  return `<p class="soft">${escapeHtml(texts.documentsMore)}</p><ul class="facts">${lines.join("")}</ul>`;
}
