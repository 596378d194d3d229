import { YUSR } from "#server/demo/plans/yusr.ts";
import type { DemoRows } from "#server/demo/rows.ts";
import { DAY, type Timeline } from "#server/demo/timeline.ts";
import { toInvitationToken } from "#server/invitations/token.ts";
import type { Store } from "#server/store/store.ts";

/** How much of what the store holds now. */
export async function countAll({ read }: Store) {
  const count = async (table: "delivery" | "invitation" | "response" | "request") =>
    Number(
      (
        await read
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number | string>().as("n"))
          .executeTakeFirstOrThrow()
      ).n,
    );
  const { n } = await read
    .selectFrom("response")
    .select(({ fn }) => fn.countAll<number | string>().as("n"))
    .where("answers", "like", '%"improve":%')
    .executeTakeFirstOrThrow();
  return {
    deliveries: await count("delivery"),
    invitations: await count("invitation"),
    responses: await count("response"),
    requests: await count("request"),
    comments: Number(n),
  };
}

/** Token of a consultation's invitation that is due, unanswered and open for at least another week. */
export function openToken(secret: string, { invitations }: DemoRows, { endsAt }: Timeline): string {
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
