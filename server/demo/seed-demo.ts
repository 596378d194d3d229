import type { Policy } from "#policies/schema.ts";
import { todayIn } from "#policies/calendar.ts";
import { createKey } from "#server/accounts/create-key.ts";
import { createAccounts, type SignIn } from "#server/demo/create-accounts.ts";
import { drawAssociation } from "#server/demo/draw-association.ts";
import { offScaleOf } from "#server/demo/off-scale.ts";
import type { AssociationPlan } from "#server/demo/plan.ts";
import { AMAL } from "#server/demo/plans/amal.ts";
import { BAZIL } from "#server/demo/plans/bazil.ts";
import { IBTISSAM } from "#server/demo/plans/ibtissam.ts";
import { TUWAIQ } from "#server/demo/plans/tuwaiq.ts";
import { YUSR } from "#server/demo/plans/yusr.ts";
import { REMOTE_SESSION } from "#server/demo/remote-session-form.ts";
import { createRows, type DemoRows } from "#server/demo/rows.ts";
import type { DemoForm } from "#server/demo/scene.ts";
import { createTimeline, DAY, type Timeline } from "#server/demo/timeline.ts";
import { writeRows } from "#server/demo/write-rows.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { addForm } from "#server/forms/add-form.ts";
import { publishForm } from "#server/forms/publish-form.ts";
import { toInvitationToken } from "#server/invitations/token.ts";

const DEMO_PLANS: readonly AssociationPlan[] = [YUSR, TUWAIQ, BAZIL, AMAL, IBTISSAM];

/** What somebody who looks at the demonstration needs to know; `invitationUrl` and `openCodes` wait for an answer. */
export type DemoSummary = {
  readonly associations: number;
  readonly deliveries: number;
  readonly invitations: number;
  readonly responses: number;
  readonly comments: number;
  readonly signIns: readonly SignIn[];
  readonly apiKey: string;
  readonly openCodes: readonly OpenCode[];
  readonly invitationUrl: string;
};
type OpenCode = {
  readonly association: string;
  readonly service: string;
  readonly code: string;
  readonly url: string;
};

export type DemoOptions = {
  /** Last day, `YYYY-MM-DD`; the clock's day in Riyadh when left out. */
  readonly today?: string;
  /** The same seed, day, scale and secret give the same rows. */
  readonly seed?: string;
  /** Multiplies how much happens; 1 is more than 60,000 deliveries. */
  readonly scale?: number;
  /** Gets a line on what is being done. */
  readonly onProgress?: (text: string) => void;
};

/**
 * Fills a store that has associations and built-in forms, and nothing else, with two years of the demonstration.
 * Throws `conflict` when it holds a delivery already.
 */
export async function seedDemo(
  deps: Pick<Deps, "store" | "forms" | "policies" | "auth" | "clock" | "settings" | "log">,
  {
    today = todayIn("Asia/Riyadh", deps.clock()),
    seed = "rida",
    scale = 1,
    onProgress = () => undefined,
  }: DemoOptions = {},
): Promise<DemoSummary> {
  const begun = await deps.store.read.selectFrom("delivery").select("id").limit(1).executeTakeFirst();
  if (begun)
    throw new AppError("conflict", "The demonstration needs an empty store; this one holds deliveries already.");

  await addForm(deps, { associationId: YUSR.id, ...REMOTE_SESSION });
  await publishForm(deps, { associationId: YUSR.id, id: REMOTE_SESSION.id });

  onProgress("Making up two years of five associations …");
  const rows = createRows();
  const timeline = createTimeline(today);
  for (const plan of DEMO_PLANS) {
    const policy = policyOf(deps, plan.id);
    const forms = await formsOf(deps, policy, plan);
    drawAssociation({ plan, policy, forms, timeline, rows, scale, seed, secret: deps.settings.secret });
  }
  onProgress(`Keeping ${rows.deliveries.length} deliveries and ${rows.responses.length} answers …`);
  await writeRows(deps.store, rows);

  const associations = DEMO_PLANS.map(({ id }) => id);
  const signIns = await createAccounts(deps, { seed, home: YUSR.id, associations });
  const { key } = await createKey(deps, { associationId: YUSR.id, role: "admin", label: "demonstration" });
  deps.log.info({ deliveries: rows.deliveries.length, responses: rows.responses.length }, "the demonstration is ready");
  return { ...summarise(deps, rows, timeline), associations: associations.length, signIns, apiKey: key };
}

function policyOf({ policies }: Pick<Deps, "policies">, id: string): Policy {
  const policy = policies.get(id);
  if (!policy) throw new Error(`the demonstration needs the policy "${id}"`);
  return policy;
}

async function formsOf(
  deps: Pick<Deps, "forms">,
  policy: Policy,
  { points }: AssociationPlan,
): Promise<ReadonlyMap<string, DemoForm>> {
  const own = points.flatMap(({ form }) => form ?? []);
  const forms = new Map<string, DemoForm>();
  for (const id of new Set([...policy.services.map(({ invitation }) => invitation.form), ...own])) {
    const issued = await deps.forms.latest(policy.id, id);
    forms.set(id, { issued, offScale: offScaleOf(issued.definition) });
  }
  return forms;
}

function summarise({ settings }: Pick<Deps, "settings">, rows: DemoRows, timeline: Timeline) {
  return {
    deliveries: rows.deliveries.length,
    invitations: rows.invitations.length,
    responses: rows.responses.length,
    comments: rows.responses.filter(({ answers }) => answers.includes('"improve":')).length,
    openCodes: rows.servicePoints.map(({ association_id, service, code }) => ({
      association: association_id,
      service,
      code,
      url: `${settings.publicUrl}/q/${code}`,
    })),
    invitationUrl: `${settings.publicUrl}/e/${openToken(settings.secret, rows, timeline)}`,
  };
}

/** Token of a consultation's invitation that is due, unanswered and open for at least another week. */
function openToken(secret: string, { invitations }: DemoRows, { endsAt }: Timeline): string {
  const open = invitations.find(
    (invitation) =>
      invitation.association_id === YUSR.id &&
      invitation.form_id === "consultation" &&
      invitation.mode === "link" &&
      invitation.answered_on === null &&
      invitation.revoked_at === null &&
      invitation.due_at <= endsAt &&
      invitation.expires_at >= endsAt + 7 * DAY,
  );
  if (!open) throw new Error("the demonstration is too small to leave an invitation unanswered");
  return toInvitationToken(secret, open.association_id, open.id);
}
