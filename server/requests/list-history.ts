import type { Actor } from "#policies/journey-schema.ts";
import type { Role } from "#server/accounts/roles.ts";
import type { Deps } from "#server/deps.ts";
import { placeOfDetail, type Subject } from "#server/journeys/in-journey.ts";
import type { KeptEvent } from "#server/journeys/read-journey.ts";
import type { CorrectedItem } from "#server/requests/compare-answers.ts";
import type { EventDetail, HistoryLine } from "#server/requests/request-view.ts";
import { toAnswerText, toTitle } from "#server/requests/to-answer-lines.ts";
import type { CompiledForm, Json } from "#surveys/form.ts";

/** Whoever looks at a request: the person themselves, or somebody of the association in a role. */
export type ReaderRole = "applicant" | Role;

/**
 * The history of a request for one reader. The person is told no names of the association's people; who sat on the committee
 * and who stood back is opened for the committee alone, as is who wrote its decision down.
 */
export async function listHistory(
  deps: Pick<Deps, "store" | "seal">,
  {
    subject,
    events,
    role,
    form,
    language,
  }: {
    subject: Subject;
    events: readonly KeptEvent[];
    role: ReaderRole;
    /** Of the application, to tell which answers were put right. */
    form: Pick<CompiledForm, "items">;
    language: string;
  },
): Promise<HistoryLine[]> {
  const names = role === "applicant" ? new Map<string, string>() : await namesOf(deps, events);
  return events.map(({ seq, at, actor, actorId, action, detailSealed }) => ({
    seq,
    at,
    actor,
    who: maySeeWho(role, actor) ? (names.get(actorId) ?? "") : "",
    type: action.type,
    what: "need" in action ? action.need : "outcome" in action ? action.outcome : "",
    detail: toDetail(deps.seal.open(detailSealed, placeOfDetail(subject, seq)), { role, form, language }),
  }));
}

function maySeeWho(role: ReaderRole, actor: Actor): boolean {
  return role !== "applicant" && (actor !== "committee" || role === "committee");
}

type Told = Omit<EventDetail, "changes"> & { readonly changes?: readonly CorrectedItem[] };

function toDetail(
  opened: unknown,
  { role, form, language }: { role: ReaderRole; form: Pick<CompiledForm, "items">; language: string },
): EventDetail {
  const { reason, note, way, referral, present, conflicts, answer, ...told } = (opened ?? {}) as Told;
  const changes = told.changes?.map(({ item: id, before, after }) => {
    const item = form.items.find((one) => one.id === id);
    if (!item) return { item: id, title: id, before: "", after: "" };
    const text = (value: Json) => toAnswerText(item, value, language);
    return { item: id, title: toTitle(item, language), before: text(before), after: text(after) };
  });
  const forStaff = role === "applicant" ? {} : { note };
  const forCommittee = role === "committee" ? { present, conflicts } : {};
  const detail = { reason, way, referral, answer, changes, ...forStaff, ...forCommittee };
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
