import type { WayPlan, WayServicePlan, Arranged, Fate, Story, Trouble } from "#server/demo/way/story.ts";
import { drawPerson, drawSome } from "#server/demo/way/draw-person.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { createRandom, type Random } from "#server/demo/random.ts";
import { DAY } from "#server/demo/timeline.ts";

/** Days from the opening until a step is reached, with something to spare. */
const LEAD: Readonly<Record<string, number>> = {
  reception: 0,
  documents: 0.2,
  clarification: 4,
  eligibility: 5,
  interview: 7,
  committee: 12,
  registration: 34,
  delivery: 38,
};
/** Whose decisions come no earlier than two weeks by their policy's words, and whose come within them. */
const DECISION_DAYS = { min: [15, 4.5], max: [10.5, 4.5] } as const;

type Given = { readonly plan: WayPlan; readonly service: WayServicePlan };

/** One request of the two years; what has not happened by the last day is still under way. */
export function drawStory(stage: Stage, { plan, service }: Given, index: number): Story {
  const random = createRandom(stage.seed, `way ${plan.id} ${service.service} ${index}`);
  const { timeline } = stage;
  const date = timeline.drawDate(random, plan.season);
  const at = timeline.drawInstant(random, plan.season, date);
  const fate = random.choose(service.fates);
  return tell(stage, { plan, service, random, at, fate, pace: 1, arranged: undefined });
}

/** A request whose present state is arranged. */
export function arrangeStory(stage: Stage, { plan, service }: Given, arranged: Arranged, index: number): Story {
  const random = createRandom(stage.seed, `way ${plan.id} arranged ${index}`);
  const { stop, openedDaysAgo = 0, fate = "delivered" } = arranged;
  const days = stop ? stop.days + (LEAD[stop.step] ?? 0) : openedDaysAgo;
  const at = stage.timeline.endsAt - Math.round(days * DAY);
  return tell(stage, { plan, service, random, at, fate, pace: 0.35, arranged });
}

function tell(
  stage: Stage,
  {
    plan,
    service,
    random,
    at,
    fate,
    pace,
    arranged,
  }: Given & { random: Random; at: number; fate: Fate; pace: number; arranged: Arranged | undefined },
): Story {
  const way = arranged?.way ?? drawWay(stage, service, random, at);
  const openedAt = way === "online" || arranged ? at : earlierThanNow(stage, toOfficeTime(random, at), at);
  const kind = arranged?.kind ?? random.choose(service.kinds);
  const person = drawPerson(random, service);
  const guardian = kind === "protected-child" ? drawPerson(random, { women: 0.7 }).name : undefined;
  const isUnmet = fate === "not-eligible" || (fate === "redirected" && service.unmet["formal-report"] !== undefined);
  const [mean, deviation] = DECISION_DAYS[boundOf(stage)];
  const drawnDays = Math.min(33, Math.max(3, random.normal(mean, deviation)));
  const signed = arranged?.signed ?? (way === "online" || random.chance(service.signs ?? 1));
  const objects = fate === "refused" && random.chance(0.55);
  return {
    ...{ associationId: plan.id, random, openedAt, fate, pace, way, kind, signed },
    service: service.service,
    channel: plan.channels[way],
    person: guardian === undefined ? person : { ...person, guardian },
    unmet: arranged?.unmet ?? (isUnmet ? random.choose(service.unmet) : undefined),
    troubles: arranged ? only("missing", arranged.missing) : drawTroubles(service, random),
    unclear: arranged ? arranged.stop?.step === "clarification" : random.chance(0.22),
    committeeAsks: !arranged && random.chance(0.05),
    deferrals: arranged?.deferrals ?? (random.chance(0.1) ? 1 : 0),
    decisionDays: arranged?.decisionDays ?? drawnDays,
    objection: arranged?.objection ?? (objects && !arranged ? random.choose({ upheld: 45, "not-upheld": 55 }) : "none"),
    withdrawnIn: random.choose({ documents: 60, committee: 34, delivery: 6 }),
    stop: arranged?.stop,
    comesToSign: random.chance(0.3),
  };
}

function drawWay({ timeline }: Stage, { online, ways }: WayServicePlan, random: Random, at: number): Story["way"] {
  const passed = (at - timeline.startsAt) / (timeline.endsAt - timeline.startsAt);
  const share = online[0] + (online[1] - online[0]) * passed;
  return random.chance(share) ? "online" : random.choose(ways);
}

function earlierThanNow({ timeline }: Stage, at: number, otherwise: number): number {
  return at < timeline.endsAt ? at : otherwise;
}

function boundOf({ policy }: Stage): "min" | "max" {
  return policy.journeys.flatMap(({ clocks }) => clocks)[0]?.bound ?? "min";
}

function drawTroubles({ documents }: WayServicePlan, random: Random): Story["troubles"] {
  if (Object.keys(documents).length === 0) return {};
  return {
    ...only("missing", drawSome(random, 0.2, documents)),
    ...only("expired", drawSome(random, 0.22, documents)),
    ...only("unreadable", drawSome(random, 0.2, documents)),
  };
}

function only(trouble: Trouble, rule: string | undefined): Story["troubles"] {
  return rule === undefined ? {} : { [trouble]: rule };
}
