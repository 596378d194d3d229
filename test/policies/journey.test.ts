import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runningMs } from "#policies/journey-clocks.ts";
import { Actor, Need, type Journey } from "#policies/journey-schema.ts";
import { NOT_BEGUN, type JourneyAction, type JourneyEvent, type JourneyState } from "#policies/journey-state.ts";
import { apply, replay } from "#policies/journey.ts";
import { judge } from "#policies/judge-action.ts";
import { loadPolicies } from "#policies/load-policies.ts";
import { BRINGERS, GIVEN, JourneyOracle, readRawJourneys, type RawAct } from "#test/support/journey-oracle.ts";

const policies = loadPolicies(fileURLToPath(new URL("../../policies", import.meta.url)));
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

const JOURNEYS = readRawJourneys().map(({ policy, journey }) => ({
  name: `${policy} ${journey.id}`,
  raw: journey,
  journey: policies.get(policy)!.journeys.find(({ id }) => id === journey.id)!,
}));

it("knows the seven journeys of the five policies", () => {
  expect(JOURNEYS.map(({ name }) => name)).toEqual([
    "amal request",
    "bazil request",
    "ibtissam case",
    "tuwaiq request",
    "tuwaiq partnership",
    "yusr request",
    "yusr request-with-interview",
  ]);
});

/** What somebody tries next: `helps` does what is needed to get on, the rest is anything by anybody. */
const attempt = fc.record({
  helps: fc.integer({ min: 1, max: 10 }).map((sides) => sides > 3),
  pick: fc.nat(1000),
  who: fc.nat(1000),
  type: fc.constantFrom("open", "prove", "disprove", "send", "return", "move", "move", "move" as const),
  need: fc.constantFrom(...Need.options),
  given: fc.subarray([...GIVEN]),
  wait: fc.integer({ min: 0, max: 20 * DAY }),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer Given> ? Given : never;

describe.each(JOURNEYS)("the journey $name", ({ raw, journey }) => {
  it("lets happen exactly what its graph allows, whatever anybody tries", () => {
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 20, maxLength: 90, size: "max" }), (attempts) => {
        const oracle = new JourneyOracle(raw);
        const events: JourneyEvent[] = [];
        let state = freeze(NOT_BEGUN);
        let at = START;
        for (const tried of attempts) {
          at += tried.wait;
          const act = tried.helps ? helpful(oracle, tried, at) : anything(oracle, tried, at);
          const before = JSON.stringify(state);
          const judged = judge(journey, state, act as Parameters<typeof judge>[2]);
          expect(judged.ok, JSON.stringify({ act, place: oracle.place })).toBe(oracle.allows(act));
          if (judged.ok) {
            oracle.take(act);
            events.push(judged.event);
            state = freeze(apply(journey, state, judged.event));
          } else expect(JSON.stringify(state)).toBe(before);
          expect(state.step ?? state.ending).toBe(oracle.place);
          expect(new Set(state.proven)).toEqual(oracle.proven);
          for (const clock of raw.clocks ?? []) {
            const kept = state.clocks[clock.id];
            expect(kept === undefined ? undefined : runningMs(kept, at)).toBe(lastRun(oracle, clock, at));
          }
        }
        expect(replay(journey, events)).toEqual(state);
      }),
    );
  });

  it("refuses a history with an event that it would not have allowed", () => {
    const opener = journey.steps[0]!.by[0]!;
    const event = (seq: number, action: JourneyAction): JourneyEvent => ({ seq, at: START, actor: opener, action });
    expect(() => replay(journey, [event(1, { type: "send" })])).toThrow("event 1 cannot have happened: notBegun");
    expect(() => replay(journey, [event(2, { type: "open" })])).toThrow("event 2 does not follow event 0");
  });

  it("can be brought to every ending, and back where an objection is allowed", () => {
    for (const { id, reopens } of raw.endings) {
      const { oracle, state } = driveTo(raw, journey, id);
      expect(state.ending).toBe(id);
      for (const clock of Object.values(state.clocks)) expect(clock.stoppedAt).not.toBeNull();
      if (!reopens) continue;
      const late = START + 500 * DAY;
      const objection = { type: "move" as const, outcome: reopens.id, given: reopens.needs as Need[] };
      const actor = reopens.by[0] as Actor;
      expect(judge(journey, state, { action: objection, actor, at: late })).toMatchObject({
        ok: false,
        refusal: { why: "tooLate" },
      });
      const inTime = judge(journey, state, { action: objection, actor, at: oracle.visits.at(-1)!.from });
      if (!inTime.ok) throw new Error(inTime.refusal.why);
      expect(apply(journey, state, inTime.event)).toMatchObject({ step: reopens.to, ending: null, reopened: true });
    }
  });
});

describe("an impossible step", () => {
  const { journey } = JOURNEYS.find(({ name }) => name === "yusr request")!;
  const opened = apply(journey, NOT_BEGUN, { seq: 1, at: START, actor: "officer", action: { type: "open" } });
  const move = (outcome: string) => ({ type: "move" as const, outcome, given: [] });

  it("says what is missing and who can bring it", () => {
    const judged = judge(journey, opened, { action: move("submitted"), actor: "applicant", at: START });
    expect(judged).toMatchObject({
      ok: false,
      refusal: {
        why: "missing",
        missing: [
          { need: "answers", by: BRINGERS["answers"] },
          { need: "consent", by: BRINGERS["consent"] },
          { need: "declaration", by: BRINGERS["declaration"] },
        ],
      },
    });
  });

  it("says who can do it, and which ways the step has", () => {
    expect(judge(journey, opened, { action: move("referred"), actor: "applicant", at: START })).toMatchObject({
      refusal: { why: "notYours", by: ["officer"], outcomes: ["submitted", "referred", "withdrawn"] },
    });
    expect(judge(journey, opened, { action: move("accepted"), actor: "committee", at: START })).toMatchObject({
      refusal: { why: "notHere" },
    });
  });
});

it("a step outside is left only when it was sent and has come back", () => {
  const { raw, journey } = JOURNEYS.find(({ name }) => name === "ibtissam case")!;
  let { state } = driveTo(raw, journey, "identity");
  const confirmed = { type: "move" as const, outcome: "confirmed", given: [] };
  const why = (action: JourneyAction) => {
    const judged = judge(journey, state, { action, actor: "officer", at: state.since });
    return judged.ok ? "allowed" : judged.refusal.why;
  };
  const act = (action: JourneyAction) => {
    state = apply(journey, state, { seq: state.seq + 1, at: state.since, actor: "officer", action });
  };
  expect([why(confirmed), why({ type: "return" }), why({ type: "send" })]).toEqual(["notSent", "notSent", "allowed"]);
  act({ type: "send" });
  expect([why(confirmed), why({ type: "send" })]).toEqual(["notReturned", "notHere"]);
  act({ type: "return" });
  expect([why(confirmed), why({ type: "return" })]).toEqual(["allowed", "notHere"]);
  act(confirmed);
  expect(state).toMatchObject({ step: "psychological", sentAt: null, returnedAt: null });
});

it("the committee's two weeks stand still while the beneficiary is given an explanation", () => {
  const { raw, journey } = JOURNEYS.find(({ name }) => name === "yusr request")!;
  const { state } = driveTo(raw, journey, "committee");
  const at = state.since;
  let seq = state.seq;
  const step = (from: JourneyState, actor: Actor, action: JourneyAction, day: number) =>
    apply(journey, from, { seq: ++seq, at: at + day * DAY, actor, action });
  const asked = step(state, "committee", { type: "move", outcome: "unclear", given: ["reason"] }, 3);
  expect(runningMs(asked.clocks["decision"]!, at + 9 * DAY)).toBe(3 * DAY);
  const told = step(asked, "researcher", { type: "prove", need: "explanation" }, 9);
  const documents = step(told, "researcher", { type: "move", outcome: "clarified", given: [] }, 10);
  const eligibility = step(documents, "officer", { type: "move", outcome: "complete", given: [] }, 12);
  const again = step(eligibility, "officer", { type: "move", outcome: "eligible", given: [] }, 12);
  const accepted = step(again, "committee", { type: "move", outcome: "accepted", given: ["quorum"] }, 20);
  expect(runningMs(accepted.clocks["decision"]!, at + 99 * DAY)).toBe(11 * DAY);
});

/** What the graph says a clock ran since it last started; a clock that started again counts from there. */
function lastRun(oracle: JourneyOracle, clock: Parameters<JourneyOracle["ranFor"]>[0], at: number) {
  const ran = oracle.ranFor(clock, at);
  if (ran !== undefined) expect(ran).toBeGreaterThanOrEqual(0);
  return ran;
}

/** The next thing that brings somebody on: a need of a way out, by somebody who can bring it, or the way itself. */
function helpful(oracle: JourneyOracle, { pick, who }: { pick: number; who: number }, at: number): RawAct {
  const { step, journey } = oracle;
  if (oracle.place === null) {
    return { action: { type: "open" }, actor: journey.steps.find(({ id }) => id === journey.start)!.by[0]!, at };
  }
  if (!step) {
    const reopens = journey.endings.find(({ id }) => id === oracle.place)?.reopens;
    return {
      action: { type: "move", outcome: reopens?.id ?? "none", given: [...GIVEN] },
      actor: reopens?.by[0] ?? "officer",
      at,
    };
  }
  // Mostly the first way, which leads on; the others often end it.
  const way = step.outcomes[pick % 6 === 0 ? who % step.outcomes.length : 0]!;
  return getOn(oracle, way, who, at);
}

function getOn(
  oracle: JourneyOracle,
  way: { id: string; needs?: string[]; by?: string[] },
  who: number,
  at: number,
): RawAct {
  const step = oracle.step!;
  const isOfStep = step.outcomes.some(({ id }) => id === way.id);
  const needs = [...(isOfStep ? (step.needs ?? []) : []), ...(way.needs ?? [])];
  const missing = needs.find((need) => !GIVEN.includes(need) && !oracle.proven.has(need));
  if (missing !== undefined) {
    const by = BRINGERS[missing]!;
    return { action: { type: "prove", need: missing }, actor: by[who % by.length]!, at };
  }
  for (const type of ["send", "return"] as const) {
    const act: RawAct = { action: { type }, actor: step.by[0]!, at };
    if (isOfStep && oracle.allows(act)) return act;
  }
  const by = way.by ?? step.by;
  return { action: { type: "move", outcome: way.id, given: [...GIVEN] }, actor: by[who % by.length]!, at };
}

function anything(oracle: JourneyOracle, { type, need, given, pick, who }: Attempt, at: number): RawAct {
  const { steps, anytime = [], endings } = oracle.journey;
  const everywhere = [
    ...steps.flatMap((step) => step.outcomes),
    ...anytime,
    ...endings.flatMap(({ reopens }) => reopens ?? []),
  ];
  const outcomes = who % 2 === 0 && oracle.ways.length > 0 ? oracle.ways : everywhere;
  const actors = who % 3 === 0 && oracle.step ? oracle.step.by : Actor.options;
  const action =
    type === "move"
      ? { type, outcome: outcomes[pick % outcomes.length]!.id, given }
      : type === "prove" || type === "disprove"
        ? { type, need }
        : { type };
  return { action, actor: actors[pick % actors.length]!, at };
}

/** Walks the shortest way of the graph to a place, with the engine beside it. */
function driveTo(raw: (typeof JOURNEYS)[number]["raw"], journey: Journey, target: string) {
  const oracle = new JourneyOracle(raw);
  let state = NOT_BEGUN;
  for (let turn = 0; oracle.place !== target && turn < 200; turn++) {
    const at = START + turn * DAY;
    const way = oracle.place === null ? undefined : nextWay(raw, oracle, target);
    const act = way === undefined ? helpful(oracle, { pick: 0, who: 0 }, at) : getOn(oracle, way, 0, at);
    const judged = judge(journey, state, act as Parameters<typeof judge>[2]);
    if (!judged.ok) throw new Error(`${JSON.stringify(act)}: ${judged.refusal.why}`);
    oracle.take(act);
    state = apply(journey, state, judged.event);
  }
  return { oracle, state };
}

/** The way out of where somebody is that is first on a shortest way to the target. */
function nextWay({ steps, anytime = [] }: (typeof JOURNEYS)[number]["raw"], { step }: JourneyOracle, target: string) {
  const distance = new Map([[target, 0]]);
  for (const _ of steps) {
    for (const { id, outcomes } of steps) {
      for (const { to } of [...outcomes, ...anytime]) {
        const through = (distance.get(to) ?? Infinity) + 1;
        if (through < (distance.get(id) ?? Infinity)) distance.set(id, through);
      }
    }
  }
  const far = ({ to }: { to: string }) => distance.get(to) ?? Infinity;
  return [...step!.outcomes, ...anytime].sort((a, b) => far(a) - far(b))[0];
}

/** So that nothing can change a state in place. */
function freeze(state: JourneyState): JourneyState {
  Object.values(state.clocks).forEach(Object.freeze);
  Object.freeze(state.clocks);
  Object.freeze(state.proven);
  return Object.freeze(state);
}
