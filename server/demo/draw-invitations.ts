import { ANSWER_DELAY_DAYS, RATE_BY_CHANNEL, RESPONSE_RATE } from "#server/demo/effects.ts";
import { getForm, type Act, type Scene } from "#server/demo/scene.ts";
import { isRamadan } from "#server/demo/seasons.ts";
import { dateAt, DAY, HOUR } from "#server/demo/timeline.ts";
import { hashToken, toInvitationToken } from "#server/invitations/token.ts";
import type { Schema } from "#server/store/schema.ts";

/** Links that never arrive, and links taken back because the wrong person was asked. */
const [UNDELIVERED_SHARE, REVOKED_SHARE] = [0.03, 0.004];

/** The policy's rule: who is asked by a personal invitation. */
export function isAsked({ service: { invitation } }: Act, { kind }: Schema["delivery"]): boolean {
  return invitation.ask === "each" && !invitation.except.includes(kind);
}

/** The invitation of one delivery and, where it came to one, the occasion of an answer. */
export function drawInvitation(scene: Scene, act: Act, delivery: Schema["delivery"]): void {
  const { policy, plan, random, rows, timeline } = scene;
  const { delayHours, validDays, form } = act.service.invitation;
  const { issued } = getForm(scene, form);
  const mode = random.choose(plan.invitedBy);
  const id = random.uuid();
  const dueAt = delivery.recorded_at + delayHours * HOUR;
  const expiresAt = dueAt + validDays * DAY;
  const answeredAt = Math.floor(dueAt + random.exponential(ANSWER_DELAY_DAYS[mode]) * DAY);

  const undelivered = mode === "link" && random.chance(UNDELIVERED_SHARE) && dueAt < timeline.endsAt;
  const revoked = !undelivered && random.chance(REVOKED_SHARE);
  const willing = random.chance(
    RESPONSE_RATE[mode] * (RATE_BY_CHANNEL[delivery.channel] ?? 1) * patience(scene, dueAt),
  );
  const answered = willing && !undelivered && !revoked && answeredAt < Math.min(expiresAt, timeline.endsAt);

  const tell = (at: number, event: string) =>
    rows.changes.push({ at, change: { association_id: policy.id, entity: "invitation", event, entity_id: id } });
  tell(delivery.recorded_at, "issued");
  if (undelivered) tell(dueAt, "undelivered");
  if (revoked) tell(delivery.recorded_at, "revoked");
  rows.invitations.push({
    association_id: policy.id,
    id,
    delivery_id: delivery.id,
    form_id: issued.formId,
    form_version: issued.version,
    mode,
    token_hash: hashToken(toInvitationToken(scene.secret, policy.id, id)),
    due_at: dueAt,
    expires_at: expiresAt,
    answered_on: answered ? dateAt(answeredAt) : null,
    revoked_at: revoked ? delivery.recorded_at : null,
  });
  if (!answered) return;
  const { service, channel, branch, kind } = delivery;
  scene.occasions.push({
    ...act,
    keys: { service, channel, branch, kind },
    form,
    mode,
    language: delivery.language,
    source: { id, invited: true },
    servedOn: delivery.delivered_on,
    at: answeredAt,
  });
}

/** People answer less in Ramadan, except where Ramadan is the season. */
function patience({ plan }: Scene, instant: number): number {
  return plan.season !== "pilgrimage" && isRamadan(dateAt(instant)) ? 0.8 : 1;
}
