import type { Journey } from "#policies/journey-schema.ts";
import { drawApplication } from "#server/demo/way/draw-application.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import type { Story } from "#server/demo/way/story.ts";
import { HOUR } from "#server/demo/timeline.ts";
import { recordContact } from "#server/contacts/record-contact.ts";
import { journeyIn } from "#server/journeys/read-journey.ts";
import { APPLICANT } from "#server/requests/follow-request.ts";
import { openRequest } from "#server/requests/open-request.ts";
import { requestedService } from "#server/requests/request-subject.ts";

/** Share of those who come in person, call or write who had been in contact before. */
const CONTACTED = 0.6;

/** Asks for the service of a story at its instant: online by the person, else through an officer who notes the contact too. */
export async function askOnce(stage: Stage, story: Story): Promise<{ id: string; code: string; journey: Journey }> {
  const { way, policy } = stage;
  const { random, service, channel, kind, person } = story;
  const { request } = requestedService(policy, service);
  const officer = stage.staff(policy.id, "officer")[0];
  const isOnline = story.way === "online";
  let contactId: string | undefined;
  if (!isOnline && random.chance(CONTACTED)) {
    way.at(story.openedAt - Math.floor(random.between(1, 5) * HOUR));
    const contact = { channel, purpose: "new-request", service, kind, answered: "later", note: "" } as const;
    contactId = (await recordContact(way.deps, officer, contact)).id;
  }
  const applicant = { name: person.name, phone: person.phone, kind, unmet: story.unmet, marital: maritalOf(story) };
  const guardian = person.guardian;
  way.at(story.openedAt);
  const { id, code } = await openRequest(way.deps, {
    ...{ associationId: policy.id, service, channel, kind, person, way: story.way },
    doer: isOnline ? APPLICANT : { actor: "officer", id: officer.id },
    language: "ar",
    answers: drawApplication(request.form, random, applicant),
    consentVersion: policy.consent?.version ?? 0,
    submissionId: random.uuid(),
    ...(story.signed
      ? { declaration: { signedBy: guardian ? "guardian" : "applicant", name: guardian ?? person.name } as const }
      : {}),
    ...(contactId === undefined ? {} : { contactId }),
  });
  return { id, code, journey: journeyIn(policy, request.journey) };
}

/** Who lacks the proof of her widowhood is a widow. */
function maritalOf({ troubles }: Story): string | undefined {
  return Object.values(troubles).includes("widowhood-proof") ? "widowed" : undefined;
}
