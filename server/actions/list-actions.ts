import { todayIn } from "#policies/calendar.ts";
import type { Deps } from "#server/deps.ts";
import { toActionView, type ActionView } from "#server/actions/action-view.ts";
import { getAction } from "#server/actions/change-action.ts";
import { policyOf } from "#server/actions/open-action.ts";

type ListDeps = Pick<Deps, "clock" | "policies" | "store">;

/** The register: what is open first, the most urgent at the top, then what is closed, the latest first. */
export async function listActions(deps: ListDeps, associationId: string): Promise<ActionView[]> {
  const policy = policyOf(deps, associationId);
  const today = todayIn(policy.timeZone, deps.clock());
  const rows = await deps.store.read
    .selectFrom("action")
    .selectAll()
    .where("association_id", "=", associationId)
    .orderBy("due_on")
    .orderBy("id")
    .execute();
  const all = rows.map((row) => toActionView(row, policy, today));
  const closed = all.filter(({ doneOn }) => doneOn !== null);
  closed.sort((one, other) => ((one.doneOn ?? "") < (other.doneOn ?? "") ? 1 : -1));
  return [...all.filter(({ doneOn }) => doneOn === null), ...closed];
}

export async function viewAction(deps: ListDeps, associationId: string, id: string): Promise<ActionView> {
  const policy = policyOf(deps, associationId);
  const row = await getAction(deps.store.read, associationId, id);
  return toActionView(row, policy, todayIn(policy.timeZone, deps.clock()));
}
