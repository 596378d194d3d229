import type { Policy, Service } from "#policies/schema.ts";
import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { renderApplyFrame } from "#server/apply/apply-frame.ts";
import { complaintTexts } from "#server/complaints/complaint-texts.ts";
import { renderList } from "#server/apply/html.ts";
import { shownNumber } from "#server/apply/plain-numbers.ts";

/** Services of an association that can be asked for, in the policy's order. */
export function requestedServices(policy: Policy): readonly Service[] {
  return policy.services.filter(({ request }) => request !== undefined);
}

/**
 * What a service is called on the public list of its association. An association whose name alone would say too much names
 * none of its services.
 */
export function listedName(policy: Policy, service: Service, language: string): string {
  if (policy.sensitivity !== "sealed" && service.sensitivity !== "sealed") return textIn(service.name, language);
  const { services } = applyTexts(language);
  const sealed = requestedServices(policy).filter(({ sensitivity }) => sensitivity === "sealed");
  return sealed.length === 1
    ? services.neutralOne
    : services.neutral(shownNumber(language, sealed.indexOf(service) + 1));
}

/** `GET /a/{association}`: what can be asked for here, and how to ask for the rest. */
export function renderServicesPage(policy: Policy, language: string): string {
  const texts = applyTexts(language).services;
  const requested = requestedServices(policy);
  const online = requested.filter(({ request }) => request?.online);
  const others = requested.filter(({ request }) => !request?.online);
  const query = `?lang=${language}`;
  const tiles = online.map(
    (service) =>
      `<li><a class="tile" href="/a/${policy.id}/${service.id}${query}"><span>${escapeHtml(listedName(policy, service, language))}</span></a></li>`,
  );
  const rest =
    others.length === 0
      ? ""
      : `<section class="section"><h2>${escapeHtml(texts.other)}</h2>${renderList(others.map((service) => listedName(policy, service, language)))}</section>`;
  const reach =
    others.length === 0 && online.length > 0
      ? ""
      : `<section class="section"><h2>${escapeHtml(texts.channels)}</h2><p class="soft">${escapeHtml(online.length === 0 ? texts.none : texts.otherLead)}</p>${renderList(channelNames(policy, language))}</section>`;
  return renderApplyFrame(
    { language, policy },
    `<h1>${escapeHtml(texts.heading)}</h1>
${online.length === 0 ? "" : `<p>${escapeHtml(texts.lead)}</p>\n<ul class="tiles">${tiles.join("")}</ul>`}
${rest}${reach}
<section class="section"><h2>${escapeHtml(texts.follow)}</h2><p class="soft">${escapeHtml(texts.followMore)}</p>
<p><a class="plain" href="/r${query}">${escapeHtml(texts.follow)}</a></p>
${renderComplaining(policy, language)}</section>`,
  );
}

/** The way to complain, which every page of requests shows (clause C18). */
export function renderComplaining({ id }: Policy, language: string): string {
  return `<p><a class="plain" href="/a/${id}/complaint?lang=${language}">${escapeHtml(complaintTexts(language).heading)}</a></p>`;
}

/** The ways in which people reach an association; of a sealed one only those that say nothing of what it does. */
export function channelNames(policy: Policy, language: string): string[] {
  const said = policy.channels.filter(
    ({ kind }) =>
      !["volunteering", "researcher"].includes(kind) && (kind !== "assistance" || policy.sensitivity !== "sealed"),
  );
  return said.map(({ name }) => textIn(name, language));
}
