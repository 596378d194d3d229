import type { Actor } from "#policies/journey-schema.ts";
import type { Role } from "#server/accounts/roles.ts";
import type { Deps } from "#server/deps.ts";
import { placeOfDetail, type Subject } from "#server/journeys/in-journey.ts";
import type { KeptEvent } from "#server/journeys/read-journey.ts";
import type { EventDetail, HistoryLine } from "#server/requests/request-view.ts";

/** Whoever looks at a request: the person themselves, or somebody of the association in a role. */
export type ReaderRole = "applicant" | Role;

/**
 * The history of a request for one reader. The person is told no names of the association's people; who sat on the committee
 * and who stood back is opened for the committee alone, as is who wrote its decision down.
 */
export async function listHistory(
  deps: Pick<Deps, "store" | "seal">,
  { subject, events, role }: { subject: Subject; events: readonly KeptEvent[]; role: ReaderRole },
): Promise<HistoryLine[]> {
  const names = role === "applicant" ? new Map<string, string>() : await namesOf(deps, events);
  return events.map(({ seq, at, actor, actorId, action, detailSealed }) => ({
    seq,
    at,
    actor,
    who: maySeeWho(role, actor) ? (names.get(actorId) ?? "") : "",
    type: action.type,
    what: "need" in action ? action.need : "outcome" in action ? action.outcome : "",
    detail: toDetail(deps.seal.open(detailSealed, placeOfDetail(subject, seq)), role),
  }));
}

function maySeeWho(role: ReaderRole, actor: Actor): boolean {
  return role !== "applicant" && (actor !== "committee" || role === "committee");
}

function toDetail(opened: unknown, role: ReaderRole): EventDetail {
  const { reason, note, referral, present, conflicts } = (opened ?? {}) as EventDetail;
  const forStaff = role === "applicant" ? {} : { note };
  const forCommittee = role === "committee" ? { present, conflicts } : {};
  const detail = { reason, referral, ...forStaff, ...forCommittee };
  return Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));
}

/** Names of accounts and keys, by id. */
export async function namesOf(
  { store }: Pick<Deps, "store">,
  events: readonly { readonly actorId: string }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(events.map(({ actorId }) => actorId))].filter((id) => id !== "");
  if (ids.length === 0) return new Map();
  const people = await store.read.selectFrom("user").select(["id", "name"]).where("id", "in", ids).execute();
  const machines = await store.read.selectFrom("api_key").select(["id", "label"]).where("id", "in", ids).execute();
  return new Map([
    ...people.map(({ id, name }) => [id, name] as const),
    ...machines.map(({ id, label }) => [id, label] as const),
  ]);
}
