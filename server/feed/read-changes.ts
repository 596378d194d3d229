import { daysIn } from "#analytics/period.ts";
import type { AnalyticsRecord, DeliveryKeys, FeedBatch, InvitationRecord } from "#analytics/records.ts";
import { todayIn } from "#policies/calendar.ts";
import type { Mode, Policy } from "#policies/schema.ts";
import type { Json } from "#surveys/form.ts";
import { fingerprint } from "#server/feed/is-fed-from.ts";
import { milestonesOf } from "#server/feed/read-milestones.ts";
import type { FormShelf } from "#server/forms/form-shelf.ts";
import type { Store } from "#server/store/store.ts";

/**
 * The next changes after `after`, as analytics takes them; undefined when there are none. A change whose row is gone
 * (erased since) tells nothing and is passed over.
 */
export async function readChanges({
  store,
  forms,
  policies,
  after,
  limit,
}: {
  store: Store;
  forms: FormShelf;
  policies: ReadonlyMap<string, Policy>;
  after: number;
  limit: number;
}): Promise<FeedBatch | undefined> {
  const changes = await store.read
    .selectFrom("change")
    .selectAll()
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute();
  const last = changes.at(-1);
  if (!last) return undefined;

  const range = { store, after, to: last.seq };
  const [deliveries, invitations, responses, milestones] = [
    await deliveriesOf(range),
    await invitationsOf(range, policies),
    await responsesOf(range, forms, policies),
    await milestonesOf(range),
  ];
  const records = changes.flatMap(({ seq }): AnalyticsRecord[] => {
    const record = deliveries.get(seq) ?? invitations.get(seq) ?? responses.get(seq) ?? milestones.get(seq);
    return record ? [record] : [];
  });
  return { records, watermark: last.seq, lastChange: fingerprint(last) };
}

/** Changes after one and up to another. */
export type Range = { readonly store: Store; readonly after: number; readonly to: number };

async function deliveriesOf({ store, after, to }: Range): Promise<Map<number, AnalyticsRecord>> {
  const rows = await store.read
    .selectFrom("change as c")
    .innerJoin("delivery as d", (join) =>
      join.onRef("d.association_id", "=", "c.association_id").onRef("d.id", "=", "c.entity_id"),
    )
    .select(["c.seq", "d.association_id", "d.id", "d.service", "d.channel", "d.branch", "d.kind", "d.delivered_on"])
    .select("d.place")
    .where("c.seq", ">", after)
    .where("c.seq", "<=", to)
    .where("c.entity", "=", "delivery")
    .execute();
  return new Map(
    rows.map((row) => [row.seq, { type: "delivery", deliveryId: row.id, place: row.place, ...toKeys(row) }]),
  );
}

/** The zone of an association whose policy is not there. */
const RIYADH = "Asia/Riyadh";

/** What an invitation's change is called in analytics. */
const EVENTS: Readonly<Record<string, InvitationRecord["event"]>> = {
  issued: "issued",
  answered: "answered",
  partial: "partial",
  revoked: "ineligible",
  undelivered: "undelivered",
};

async function invitationsOf(
  { store, after, to }: Range,
  policies: ReadonlyMap<string, Policy>,
): Promise<Map<number, AnalyticsRecord>> {
  const rows = await store.read
    .selectFrom("change as c")
    .innerJoin("invitation as i", (join) =>
      join.onRef("i.association_id", "=", "c.association_id").onRef("i.id", "=", "c.entity_id"),
    )
    .innerJoin("delivery as d", (join) =>
      join.onRef("d.association_id", "=", "i.association_id").onRef("d.id", "=", "i.delivery_id"),
    )
    .select(["c.seq", "c.event", "i.form_id", "i.mode", "i.due_at"])
    .select(["d.association_id", "d.service", "d.channel", "d.branch", "d.kind", "d.delivered_on"])
    .where("c.seq", ">", after)
    .where("c.seq", "<=", to)
    .where("c.entity", "=", "invitation")
    .execute();
  return new Map(
    rows.map((row) => {
      const event = EVENTS[row.event];
      if (!event) throw new Error(`an invitation has the unknown event "${row.event}"`);
      const dueOn = todayIn(policies.get(row.association_id)?.timeZone ?? RIYADH, row.due_at);
      // A register may be handed in late, and its dates lie ahead of the clock: nobody waits less than no day.
      const waitDays = Math.max(0, daysIn({ from: row.delivered_on, to: dueOn }) - 1);
      return [
        row.seq,
        { type: "invitation", event, form: row.form_id, mode: row.mode as Mode, waitDays, ...toKeys(row) },
      ];
    }),
  );
}

async function responsesOf(
  { store, after, to }: Range,
  forms: FormShelf,
  policies: ReadonlyMap<string, Policy>,
): Promise<Map<number, AnalyticsRecord>> {
  const rows = await store.read
    .selectFrom("change as c")
    .innerJoin("response as r", (join) =>
      join.onRef("r.association_id", "=", "c.association_id").onRef("r.id", "=", "c.entity_id"),
    )
    .leftJoin("held_comment as h", (join) =>
      join.onRef("h.association_id", "=", "r.association_id").onRef("h.response_id", "=", "r.id"),
    )
    .select([
      "c.seq",
      "c.event",
      "h.state",
      "r.association_id",
      "r.id",
      "r.service",
      "r.channel",
      "r.branch",
      "r.kind",
      "r.mode",
      "r.form_id",
    ])
    .select(["r.form_version", "r.language", "r.answered_on", "r.invited", "r.answers"])
    .where("c.seq", ">", after)
    .where("c.seq", "<=", to)
    .where("c.entity", "=", "response")
    .execute();
  const records = new Map<number, AnalyticsRecord>();
  for (const row of rows) {
    const form = await forms.get(row.association_id, row.form_id, row.form_version);
    const answers = JSON.parse(row.answers) as Record<string, Json>;
    records.set(row.seq, {
      // Open texts that were released, redacted or withdrawn later take the place of what was told before.
      type: row.event === "comments" ? "comments" : "response",
      associationId: row.association_id,
      responseId: row.id,
      service: row.service,
      channel: row.channel,
      branch: row.branch,
      kind: row.kind,
      mode: row.mode as Mode,
      form: row.form_id,
      formVersion: row.form_version,
      language: row.language,
      answeredOn: row.answered_on,
      invited: row.invited === 1,
      answers: form.compiled.toFacts(answers),
      comments: isShown(policies, row) ? form.compiled.toComments(answers) : [],
    });
  }
  return records;
}

/** Comments of sealed services are never shown; those that name somebody not before a person has released them. */
function isShown(
  policies: ReadonlyMap<string, Policy>,
  row: { association_id: string; service: string; state: string | null },
): boolean {
  return (row.state === null || row.state === "released") && !isSealed(policies, row.association_id, row.service);
}

/** An unknown service is treated as sealed: what may not be shown is never shown by mistake. */
function isSealed(policies: ReadonlyMap<string, Policy>, associationId: string, serviceId: string): boolean {
  const service = policies.get(associationId)?.services.find(({ id }) => id === serviceId);
  return service === undefined || service.sensitivity === "sealed";
}

function toKeys(row: {
  association_id: string;
  service: string;
  channel: string;
  branch: string;
  kind: string;
  delivered_on: string;
}): DeliveryKeys {
  return {
    associationId: row.association_id,
    service: row.service,
    channel: row.channel,
    branch: row.branch,
    kind: row.kind,
    deliveredOn: row.delivered_on,
  };
}
