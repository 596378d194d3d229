import type { Kysely, Selectable } from "kysely";
import type { Journey, Need } from "#policies/journey-schema.ts";
import { stepOf, type JourneyState } from "#policies/journey-state.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Subject } from "#server/journeys/in-journey.ts";
import { journeyIn } from "#server/journeys/read-journey.ts";
import type { SubjectKeys } from "#server/journeys/to-milestones.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";
import type { Schema } from "#server/store/schema.ts";

export type CaseRule = NonNullable<Policy["cases"]>;
export type CaseRow = Selectable<Schema["case_file"]>;

/** How the association accompanies cases now. Throws `notFound` where it accompanies none. */
export function getCaseRule(
  deps: Pick<Deps, "policies">,
  associationId: string,
): { policy: Policy; rule: CaseRule; journey: Journey } {
  const policy = deps.policies.get(associationId);
  const journey = policy?.journeys.find(({ subject }) => subject === "case");
  if (!policy?.cases || !journey) throw new AppError("notFound", "There is nothing here.");
  return { policy, rule: policy.cases, journey };
}

/** A case with the policy under which it began. Throws `notFound`, for those of others as well. */
export async function getCase(
  deps: Pick<Deps, "policies" | "store">,
  associationId: string,
  id: string,
): Promise<{ row: CaseRow; policy: Policy; rule: CaseRule; journey: Journey; subject: Subject }> {
  getCaseRule(deps, associationId);
  const row = await findRow(deps.store.read, associationId, id);
  if (!row) throw new AppError("notFound", "There is nothing here.");
  const policy = await getPolicyVersion(deps.store, deps.store.read, associationId, row.policy_version);
  if (!policy.cases) throw new AppError("notFound", "There is nothing here.");
  return {
    ...{ row, policy, rule: policy.cases, journey: journeyIn(policy, row.journey) },
    subject: toSubject(row, policy),
  };
}

function findRow(db: Kysely<Schema>, associationId: string, id: string): Promise<CaseRow | undefined> {
  return db
    .selectFrom("case_file")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Analytics knows a person by nothing but a step and a month. */
export function toCaseKeys({ timeZone, calendar }: Pick<Policy, "timeZone" | "calendar">): SubjectKeys {
  return { service: "", channel: "", kind: "", timeZone, calendar, isSealed: true };
}

export function toSubject(
  row: Pick<CaseRow, "association_id" | "id" | "journey" | "policy_version">,
  policy: Pick<Policy, "timeZone" | "calendar">,
): Subject {
  return {
    associationId: row.association_id,
    subject: "case",
    id: row.id,
    journey: row.journey,
    policyVersion: row.policy_version,
    keys: toCaseKeys(policy),
  };
}

/** True where one of the ways out of the present step needs it. */
export function isAskedHere(journey: Journey, state: JourneyState, need: Need): boolean {
  const step = stepOf(journey, state);
  return step !== undefined && [step.needs, ...step.outcomes.map(({ needs }) => needs)].flat().includes(need);
}
