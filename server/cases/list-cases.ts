import { todayIn } from "#policies/calendar.ts";
import type { CaseLine } from "#server/cases/case-view.ts";
import { getCaseRule } from "#server/cases/find-case.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";

const DAY = 86_400_000;

/**
 * A page of cases by their numbers, those that have waited longest in their step first. `cursor` is what `next` of the page
 * before said; null on the last.
 */
export async function listCases(
  deps: Pick<Deps, "policies" | "store" | "clock">,
  {
    associationId,
    state,
    step,
    limit,
    cursor,
  }: {
    associationId: string;
    state: "open" | "ended";
    step?: string | undefined;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<{ cases: CaseLine[]; next: string | null; now: number }> {
  const { policy, journey } = getCaseRule(deps, associationId);
  const now = deps.clock();
  const today = todayIn(policy.timeZone, now);
  let query = deps.store.read
    .selectFrom("case_file as c")
    .select(["c.id", "c.opened_at", "c.step", "c.ending", "c.since", "c.seq", "c.place"])
    .select((eb) =>
      eb
        .selectFrom("follow_up as f")
        .select(({ fn }) => fn.min("f.due_on").as("due"))
        .whereRef("f.association_id", "=", "c.association_id")
        .whereRef("f.case_id", "=", "c.id")
        .where("f.outcome", "=", "")
        .as("due"),
    )
    .where("c.association_id", "=", associationId)
    .where("c.ending", state === "open" ? "is" : "is not", null)
    .orderBy("c.since", state === "open" ? "asc" : "desc")
    .orderBy("c.id")
    .limit(limit + 1);
  if (step !== undefined) query = query.where(state === "open" ? "c.step" : "c.ending", "=", step);
  if (cursor !== undefined) {
    const { since, id } = parseCursor(cursor);
    const compare = state === "open" ? ">" : "<";
    query = query.where((eb) =>
      eb.or([eb("c.since", compare, since), eb.and([eb("c.since", "=", since), eb("c.id", ">", id)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const ceilings = new Map(journey.clocks.flatMap((rule) => (rule.bound === "max" ? [[rule.from, rule.days]] : [])));
  return {
    cases: page.map((row) => ({
      id: row.id,
      openedAt: row.opened_at,
      step: row.step,
      ending: row.ending,
      since: row.since,
      seq: row.seq,
      place: row.place as CaseLine["place"],
      isOverdue:
        row.step !== null &&
        ((row.due !== null && row.due < today) || now - row.since > (ceilings.get(row.step) ?? Infinity) * DAY),
    })),
    next: rows.length > limit && last ? `${last.since}.${last.id}` : null,
    now,
  };
}

function parseCursor(cursor: string): { since: number; id: string } {
  const [since, id] = cursor.split(".");
  if (!since || !id) throw new AppError("invalid", "The cursor is not one of ours.");
  return { since: Number(since), id };
}
