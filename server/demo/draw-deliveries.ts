import { drawBranch, type Act, type Scene } from "#server/demo/scene.ts";
import type { Random, Weights } from "#server/demo/random.ts";
import { DAY } from "#server/demo/timeline.ts";
import type { Schema } from "#server/store/schema.ts";

/** Some are entered in the register a day or two later. */
const LATE_SHARE = 0.08;

/** Where a service is given, by the kind of its channel; elsewhere mostly at a branch. */
const PLACES: Readonly<Record<string, Weights>> = {
  phone: { remote: 96, "": 4 },
  website: { remote: 90, branch: 8, "": 2 },
  social: { remote: 88, branch: 10, "": 2 },
  letter: { remote: 70, branch: 24, "": 6 },
  volunteering: { site: 80, branch: 18, "": 2 },
  assistance: { branch: 62, home: 22, site: 12, "": 4 },
  researcher: { branch: 58, home: 38, "": 4 },
};
const ELSEWHERE: Weights = { branch: 84, site: 9, home: 4, "": 3 };
/** Pilgrims are served where they are. */
const OUTSIDE: Weights = { site: 86, branch: 12, "": 2 };

/** One delivery of a service, without its reference, which it gets once all are known. */
export function drawDelivery(scene: Scene, act: Act): Schema["delivery"] {
  const { policy, plan, random, timeline, rows } = scene;
  const date = timeline.drawDate(random, plan.season);
  const at = timeline.drawInstant(random, plan.season, date);
  const late = random.chance(LATE_SHARE) ? Math.ceil(random.between(0, 2)) * DAY : 0;
  const recordedAt = at + late < timeline.endsAt ? at + late : at;
  const delivery = {
    association_id: policy.id,
    id: toDeliveryId(recordedAt, random.uuid()),
    reference: "",
    service: act.plan.id,
    channel: random.choose(act.plan.channels),
    branch: drawBranch(scene, act, date),
    kind: random.choose(act.plan.kinds),
    language: random.choose(plan.languages),
    delivered_on: date,
    place: "",
    recorded_at: recordedAt,
  };
  rows.changes.push({
    at: delivery.recorded_at,
    change: { association_id: policy.id, entity: "delivery", event: "recorded", entity_id: delivery.id },
  });
  return delivery;
}

/** Where a delivery was given (clause C5), which follows from its channel. */
export function drawPlace({ policy, plan }: Scene, random: Random, { channel }: Schema["delivery"]): string {
  const kind = policy.channels.find(({ id }) => id === channel)?.kind ?? "";
  return random.choose(PLACES[kind] ?? (plan.season === "pilgrimage" ? OUTSIDE : ELSEWHERE));
}

/** Shaped as the ids of recorded deliveries: the instant comes first, so that their order is that of recording. */
function toDeliveryId(recordedAt: number, uuid: string): string {
  return `${recordedAt.toString(16).padStart(12, "0")}-000000-${uuid.replaceAll("-", "").slice(-16)}`;
}

/** Gives the deliveries of one association their order and their references: `YUSR-2026-00417`, counted from each new year. */
export function numberDeliveries(deliveries: Schema["delivery"][]): void {
  deliveries.sort((one, other) => (one.id < other.id ? -1 : 1));
  const last = new Map<string, number>();
  for (const delivery of deliveries) {
    const year = delivery.delivered_on.slice(0, 4);
    const number = (last.get(year) ?? 0) + 1;
    last.set(year, number);
    delivery.reference = `${delivery.association_id.toUpperCase()}-${year}-${String(number).padStart(5, "0")}`;
  }
}
