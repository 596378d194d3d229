import { z } from "zod";
import { todayIn } from "#policies/calendar.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { changeAction } from "#server/actions/change-action.ts";
import { policyOf } from "#server/actions/open-action.ts";
import { policyMilestone } from "#server/policy/policy-milestone.ts";
import { redact } from "#surveys/redact.ts";

const Told = z.string().trim().min(1).max(600);

/** What beneficiaries are told, in their language. */
export const Publication = z.strictObject({ seq: z.int().min(1), said: Told, did: Told });
export type Publication = z.infer<typeof Publication>;

type Where = { readonly associationId: string; readonly id: string };
type PublishDeps = Pick<Deps, "clock" | "policies" | "store">;

/** Numbers and dates may belong to the news; whatever leads to a person may not. */
const HARMLESS: readonly string[] = ["date", "number"];

/**
 * Publishes "you said, we did" on the association's page. Throws `unprocessable` naming what in the text could lead to a
 * person: nothing that beneficiaries said may.
 */
export async function publishAction(deps: PublishDeps, where: Where, { seq, said, did }: Publication): Promise<void> {
  const today = todayIn(policyOf(deps, where.associationId).timeZone, deps.clock());
  const found = [said, did].flatMap((text) => redact(text).found.map(({ kind }) => kind));
  const personal = [...new Set(found)].filter((kind) => !HARMLESS.includes(kind));
  if (personal.length > 0) {
    throw new AppError("unprocessable", "The text could lead to a person.", { reason: "personal", found: personal });
  }
  await changeAction(deps, { ...where, seq }, (row) => ({
    set: { published: JSON.stringify({ said, did }), published_on: row.published_on ?? today },
    milestones: row.published_on === null ? [policyMilestone({ measure: "action-published", countedOn: today })] : [],
  }));
}

/** Takes what was published back from the page, and out of the count. */
export async function withdrawAction(deps: PublishDeps, where: Where, seq: number): Promise<void> {
  await changeAction(deps, { ...where, seq }, (row) => {
    if (row.published_on === null) return { set: {} };
    const taken = policyMilestone({ measure: "action-published", countedOn: row.published_on, n: -1 });
    return { set: { published: "", published_on: null }, milestones: [taken] };
  });
}
