import { contactCounts } from "#server/contacts/contact-counts.ts";
import { sealNote, type ContactNote } from "#server/contacts/contact-line.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import { CONTACT_NOTES, CONTACT_REFERRED_TO } from "#server/demo/way/reasons.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { createRandom, type Random, type Weights } from "#server/demo/random.ts";
import { DAY, HOUR } from "#server/demo/timeline.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { toMilestoneRow } from "#server/journeys/record-milestones.ts";
import { toMilestone } from "#server/journeys/to-milestones.ts";
import { insertRows } from "#server/store/insert-rows.ts";
import type { Schema } from "#server/store/schema.ts";
import { recordChanges } from "#server/store/store.ts";

type Contact = Schema["contact"];

/** How people reach an association, by the kind of channel; the website and social media grow. */
const SHARE: Readonly<Record<string, readonly [number, number]>> = {
  phone: [46, 30],
  social: [10, 24],
  website: [8, 20],
  interview: [18, 14],
  office: [16, 14],
  branch: [7, 5],
  assistance: [7, 5],
  researcher: [6, 5],
  letter: [5, 3],
  volunteering: [3, 4],
};
/** Share that is answered at once, and hours until the others are, on average. */
const ANSWER: Readonly<Record<string, readonly [number, number]>> = {
  phone: [0.82, 7],
  interview: [0.93, 12],
  office: [0.93, 12],
  branch: [0.86, 15],
  researcher: [0.8, 16],
  social: [0.34, 12],
  website: [0.22, 20],
  assistance: [0.4, 24],
  volunteering: [0.5, 20],
  letter: [0.04, 58],
};
const PURPOSES: Weights = {
  support: 26,
  enquiry: 36,
  "new-request": 22,
  "follow-request": 18,
  appointment: 12,
  suggestion: 4,
  complaint: 3,
  other: 5,
};
const [NO_ANSWER, OUT_OF_FIELD, OPEN_NOW] = [0.035, 0.04, 7];

/** Two years of people who reached an association: far too many for one verb each, counted as the verbs count. */
export async function drawContacts(stage: Stage, contacts: number): Promise<void> {
  const { way, policy, seed, scale } = stage;
  const random = createRandom(seed, `way ${policy.id} contacts`);
  const drawn = Array.from({ length: Math.round(contacts * scale) }, () => drawPast(stage, random));
  const open = Array.from({ length: OPEN_NOW }, (_, index) => drawOpen(stage, random, index));
  const rows = [...drawn, ...open].toSorted((one, other) => one.row.received_at - other.row.received_at);
  const milestones = rows.flatMap(({ row, note }) => {
    const told = note.referral?.told ?? false;
    return contactCounts({ ...row, told }).map((count) => toMilestone(keysOf(policy, row), count));
  });
  const kept = milestones.map((milestone) => toMilestoneRow(policy.id, milestone));
  await insertAll(
    stage,
    "contact",
    rows.map(({ row }) => row),
  );
  await insertAll(stage, "milestone", kept);
  await recordChanges(
    way.tx,
    way.deps.store.dialect,
    kept.map(({ id }) => ({ association_id: policy.id, entity: "milestone", event: "counted", entity_id: id })),
  );
}

function drawPast(stage: Stage, random: Random): { row: Contact; note: ContactNote } {
  const { timeline, policy } = stage;
  const date = timeline.drawDate(random, "office");
  const row = drawRow(stage, random, timeline.drawInstant(random, "office", date));
  const [atOnce, hours] = ANSWER[kindOf(stage, row.channel)] ?? [0.6, 12];
  const answered = Math.floor(toOfficeTime(random, row.received_at + random.exponential(hours) * HOUR));
  const answeredAt = random.chance(atOnce) ? row.received_at : answered;
  const isReferred = policy.id !== "ibtissam" && random.chance(OUT_OF_FIELD);
  const note: ContactNote = {
    ...(random.chance(0.12) ? { note: pick(random, CONTACT_NOTES) } : {}),
    ...(isReferred ? { referral: { to: CONTACT_REFERRED_TO, told: true } } : {}),
  };
  const note_sealed = sealNote(stage.way.deps, policy.id, row.id, note);
  if (answeredAt >= timeline.endsAt) return { row, note: {} };
  if (random.chance(NO_ANSWER) && !isReferred) {
    const closed_at = Math.min(answeredAt + 3 * DAY, timeline.endsAt - 1);
    return { row: { ...row, closed_at, outcome: "no-answer", seq: 2 }, note: {} };
  }
  const came = { answered_at: answeredAt, closed_at: answeredAt, outcome: isReferred ? "referred" : "answered" };
  return { row: { ...row, ...came, note_sealed, seq: answeredAt === row.received_at ? 1 : 2 }, note };
}

/** Somebody who reached the association these days and waits. */
function drawOpen(stage: Stage, random: Random, index: number): { row: Contact; note: ContactNote } {
  const hours = index < 4 ? random.between(0.2, 3) : random.between(18, 70);
  return { row: drawRow(stage, random, Math.floor(stage.timeline.endsAt - hours * HOUR)), note: {} };
}

function drawRow({ timeline, policy, staff }: Stage, random: Random, at: number): Contact {
  const passed = (at - timeline.startsAt) / (timeline.endsAt - timeline.startsAt);
  const share = ([first, last]: readonly [number, number]) => first + (last - first) * passed;
  const channels = policy.channels.map(({ id, kind }) => [id, share(SHARE[kind] ?? [4, 4])] as const);
  const purposes = Object.fromEntries(policy.purposes.map(({ id }) => [id, PURPOSES[id] ?? 3]));
  const services = Object.fromEntries([["", 30], ...policy.services.map(({ id }) => [id, 18])]);
  const kinds = policy.beneficiaryKinds.map(({ id, relation }) => [id, relation === "direct" ? 30 : 3] as const);
  return {
    association_id: policy.id,
    id: random.uuid(),
    channel: random.choose(Object.fromEntries(channels)),
    purpose: random.choose(purposes),
    service: random.choose(services),
    kind: random.choose(Object.fromEntries(kinds)),
    received_at: at,
    answered_at: null,
    closed_at: null,
    outcome: "",
    request_id: null,
    note_sealed: "",
    recorded_by: staff(policy.id, "officer")[0].id,
    seq: 1,
  };
}

function kindOf({ policy }: Stage, channel: string): string {
  return policy.channels.find(({ id }) => id === channel)?.kind ?? "";
}

async function insertAll<Table extends "contact" | "milestone">(
  { way }: Stage,
  table: Table,
  rows: readonly Schema[Table][],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Schema[Table] & string)[];
  await insertRows(way.tx, way.deps.store.dialect, table, columns, rows as never);
}
