import type { Need } from "#policies/journey-schema.ts";
import { outcomesOf } from "#policies/journey-state.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { inJourney, type Doer, type OpenJourney, type Subject } from "#server/journeys/in-journey.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { getPartnerRequest, type PartnerRequestRow, type Scope } from "#server/partners/partner.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";

export type PartnerDeps = Pick<Deps, "store" | "seal" | "clock" | "policies" | "forms" | "settings">;

/** What somebody does to one partnership; `seq` is the number of the last event that they have seen. */
export type Doing = {
  readonly scope: Scope;
  readonly id: string;
  readonly doer: Doer;
  readonly seq?: number | undefined;
};

/** Works on a partner's request in one transaction, by the policy under which it began. */
export async function inPartnership<T>(
  deps: PartnerDeps,
  { scope, id, doer, seq }: Doing,
  work: (open: OpenJourney, row: PartnerRequestRow) => Promise<T>,
): Promise<T> {
  const row = await getPartnerRequest(deps.store.read, scope, id);
  const policy = await getPolicyVersion(deps.store, deps.store.read, row.association_id, row.policy_version);
  return inJourney(deps, { subject: toPartnership(row, policy), doer, expectedSeq: seq }, (open) => work(open, row));
}

export function toPartnership(row: PartnerRequestRow, policy: Policy): Subject {
  return {
    associationId: row.association_id,
    subject: "partnership",
    id: row.id,
    journey: row.journey,
    policyVersion: row.policy_version,
    keys: keysOf(policy, { service: row.service, channel: "", kind: "" }),
  };
}

/** Throws `unprocessable` unless the partnership stands at the step that is left with this need. */
export function requireAt(open: OpenJourney, need: Need): void {
  const { journey } = open;
  const state = open.state();
  if (outcomesOf(journey, state).some(({ needs }) => needs.includes(need))) return;
  const step = journey.steps.find(({ outcomes }) => outcomes.some(({ needs }) => needs.includes(need)));
  throw new AppError("unprocessable", "The policy does not allow this at this step.", {
    reason: "notHere",
    step: state.step,
    ending: state.ending,
    by: step?.by ?? [],
    missing: [],
    outcomes: outcomesOf(journey, state).map(({ id }) => id),
  });
}

/** Proves a need and takes the way out that it opens, where the doer may take it. */
export async function proveAndGoOn(open: OpenJourney, need: Need, doer: Doer, detail?: unknown): Promise<void> {
  await open.act({ type: "prove", need }, detail);
  const way = outcomesOf(open.journey, open.state()).find(({ needs }) => needs.includes(need));
  if (way?.by.includes(doer.actor)) await open.act({ type: "move", outcome: way.id, given: [] });
}
