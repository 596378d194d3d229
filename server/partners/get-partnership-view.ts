import { todayIn } from "#policies/calendar.ts";
import type { Actor, Journey } from "#policies/journey-schema.ts";
import type { BilingualText } from "#policies/text.ts";
import { placeOfDetail } from "#server/journeys/in-journey.ts";
import { journeyIn, readJourney, type KeptEvent } from "#server/journeys/read-journey.ts";
import { toJourneyView } from "#server/journeys/to-journey-view.ts";
import type { PartnerDeps } from "#server/partners/in-partnership.ts";
import { toLine } from "#server/partners/list-partnerships.ts";
import { namesOf } from "#server/partners/names-of.ts";
import { getPartner, getPartnerRequest, type PartnerRequestRow, type Scope } from "#server/partners/partner.ts";
import { getPartnership, ruleOf } from "#server/partners/partnership-rule.ts";
import type { PartnershipDetail, PartnershipView } from "#server/partners/partnership-view.ts";
import { rankRequests } from "#server/partners/rank-requests.ts";
import { readEvaluation } from "#server/partners/read-evaluation.ts";
import { readRunning } from "#server/partners/read-running.ts";
import { toTexts } from "#server/partners/to-texts.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";

/** For whom: a partner reads neither the notes of the study, nor who was present, nor how others stand. */
export type Reader = { readonly actor: Extract<Actor, "projects" | "committee" | "partner"> };

/** One partnership as its reader may see it. Throws `notFound`. */
export async function getPartnershipView(
  deps: PartnerDeps,
  { scope, id, reader }: { scope: Scope; id: string; reader: Reader },
): Promise<PartnershipView> {
  const db = deps.store.read;
  const row = await getPartnerRequest(db, scope, id);
  const { association_id: associationId } = row;
  const policy = await getPolicyVersion(deps.store, db, associationId, row.policy_version);
  const rule = ruleOf(policy);
  const journey = journeyIn(policy, row.journey);
  const { state, events } = await readJourney(db, journey, associationId, "partnership", id);
  const now = deps.clock();
  const partner = await getPartner(db, associationId, row.partner_id);
  const ranking = await rankRequests(db, { policy: getPartnership(deps, associationId).policy, now });
  const line = toLine(row, { policy, partner, ranking });
  const isPartner = reader.actor === "partner";
  const names = await namesOf(db, { associationId });
  const details = events.map((event) => openDetail(deps, row, event));
  const decidedOn = details.findLast((detail) => detail.priority)?.priority ?? null;
  const study = await db
    .selectFrom("study_score")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("partner_request_id", "=", id)
    .execute();
  const form = await deps.forms.latest(associationId, rule.form);
  return {
    ...line,
    ...(isPartner ? { standing: null } : {}),
    aims: row.aims,
    answers: toTexts(form.compiled.items, JSON.parse(row.answers) as Record<string, unknown>),
    ways: waysOf(journey),
    journeyView: toJourneyView(journey, state, { actor: reader.actor, at: now }),
    history: events.map(({ seq, at, actor, actorId, action }, index) => ({
      ...{ seq, at, actor, type: action.type },
      who: isPartner && actor !== "partner" ? "" : (names.get(actorId) ?? ""),
      what: action.type === "move" ? action.outcome : "need" in action ? action.need : "",
      detail: isPartner ? toldToPartner(details[index]) : (details[index] ?? {}),
    })),
    criteria: rule.criteria,
    study: isPartner
      ? []
      : study.map(({ criterion, score, note, by, at }) => ({ criterion, score, note, by: names.get(by) ?? "", at })),
    decidedOn: isPartner ? null : decidedOn,
    ownScore: decidedOn && { score: decidedOn.score, slices: decidedOn.slices },
    quorum: policy.quorum,
    ...(await readRunning(db, {
      row,
      today: todayIn(policy.timeZone, now),
      timeZone: policy.timeZone,
      names,
      isPartner,
    })),
    evaluation: await readEvaluation(deps, { row, rule, side: isPartner ? "partner" : "association" }),
  };
}

function waysOf({ steps, anytime, endings }: Journey): Record<string, BilingualText> {
  const reopenings = endings.flatMap(({ reopens }) => (reopens ? [reopens] : []));
  const all = [...steps.flatMap(({ outcomes }) => outcomes), ...anytime, ...reopenings];
  return Object.fromEntries(all.map(({ id, name }) => [id, name]));
}

function openDetail({ seal }: Pick<PartnerDeps, "seal">, row: PartnerRequestRow, event: KeptEvent): PartnershipDetail {
  const subject = { associationId: row.association_id, subject: "partnership", id: row.id } as const;
  const detail = seal.open(event.detailSealed, placeOfDetail(subject, event.seq)) as PartnershipDetail | undefined;
  return detail ?? {};
}

/** The reason, and how its own score came about; its place among others would tell of them. */
function toldToPartner({ reason }: PartnershipDetail = {}): PartnershipDetail {
  return reason === undefined ? {} : { reason };
}
