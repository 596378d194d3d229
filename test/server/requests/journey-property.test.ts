import fc from "fast-check";
import { readNotices } from "#server/notices/read-notices.ts";
import { describe, expect, test } from "vitest";
import { replay } from "#policies/journey.ts";
import type { Journey } from "#policies/journey-schema.ts";
import { placeOfDetail } from "#server/journeys/in-journey.ts";
import { listEvents, type KeptEvent } from "#server/journeys/read-journey.ts";
import { answerQuestion } from "#server/requests/answer-question.ts";
import { signRequest } from "#server/requests/sign-request.ts";
import { APPLICANT, objectToRefusal, withdrawRequest } from "#server/requests/follow-request.ts";
import { DAY, PRESENT, requestWorld, type World } from "#test/server/requests/request-world.ts";
import { storeOpener } from "#test/support/stores.ts";

const SERVICES = ["support", "plain", "sheltered", "coaching", "permit"] as const;
const OUTCOMES = [
  ...["submitted", "referred", "complete", "unclear", "clarified", "eligible", "not-eligible", "redirected", "passed"],
  ...["not-passed", "accepted", "refused", "deferred", "registered", "delivered", "withdrawn", "objection", "done"],
] as const;
const NEEDS = [
  "answers",
  "documents",
  "eligible",
  "ineligible",
  "interview",
  "explanation",
  "quorum",
  "delivery",
] as const;
const STAFF = ["officer", "researcher", "committee", "quality", "clinician"] as const;

const Act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constant("move" as const),
      role: fc.constantFrom("officer" as const, "officer" as const, ...STAFF),
      outcome: fc.constantFrom(...OUTCOMES),
      // Mostly what a way out asks for, so that histories become long.
      bring: fc.constantFrom("asked" as const, "nothing" as const, "all" as const),
    }),
  },
  {
    weight: 16,
    arbitrary: fc.record({
      verb: fc.constant("next" as const),
      pick: fc.nat(9),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constant("prove" as const),
      role: fc.constantFrom(...STAFF),
      need: fc.constantFrom(...NEEDS),
      holds: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant("judge" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constant("decide" as const),
      role: fc.constantFrom("committee" as const, "committee" as const, "officer" as const),
      outcome: fc.constantFrom("accepted", "refused", "deferred", "unclear", "withdrawn", "complete"),
      present: fc.nat(4),
      hasReason: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constantFrom("send" as const, "return" as const) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant("document" as const), expired: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constantFrom("withdraw" as const, "object" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constant("correct" as const),
      role: fc.constantFrom("officer" as const, ...STAFF),
      age: fc.integer({ min: 10, max: 60 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constantFrom("answer" as const, "sign" as const) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant("wait" as const), days: fc.nat(40) }) },
);
type Act = typeof Act extends fc.Arbitrary<infer T> ? T : never;

const REFERRAL = { type: "social", to: "جهة أخرى" };

async function perform(world: World, id: string, act: Act): Promise<void> {
  const { deps, policy, clock } = world;
  const of = { associationId: policy.id, id };
  const { seq } = await deps.store.read
    .selectFrom("request")
    .select("seq")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const delivery = { deliveredOn: new Date(clock.now).toISOString().slice(0, 10) };
  let answer: { status: number } = { status: 200 };
  switch (act.verb) {
    case "move": {
      const asked = {
        ...(["referred", "not-eligible", "unclear", "not-passed", "objection"].includes(act.outcome)
          ? { reason: "سبب" }
          : {}),
        ...(act.outcome === "objection" ? { way: "phone" } : {}),
        ...(["referred", "redirected"].includes(act.outcome) ? { referral: REFERRAL } : {}),
        ...(act.outcome === "delivered" ? { delivery } : {}),
      };
      const detail = { asked, nothing: {}, all: { reason: "سبب", referral: REFERRAL, delivery } }[act.bring];
      answer = await world.move(act.role, id, act.outcome, detail);
      break;
    }
    case "next": {
      // Whoever may go on does what comes next, as the view offers it.
      const { outcomes } = (await world.view(id)).journeyView;
      const way = outcomes[act.pick % Math.max(1, outcomes.length)];
      if (!way || way.id === "withdrawn") return;
      for (const { need, by } of way.missing) {
        const role = by.find((one) => one === "officer" || one === "researcher") ?? "officer";
        if (need === "eligible" || need === "ineligible") await world.judge(id);
        else if (need === "documents") await world.putDocument(id, "identity");
        else {
          const { seq: now } = await world.view(id);
          answer = await world.call(role, `/requests/${id}/proofs`, { seq: now, need, holds: true });
        }
      }
      const detail = {
        ...(way.asks.includes("reason") ? { reason: "سبب" } : {}),
        ...(way.asks.includes("referral") ? { referral: REFERRAL } : {}),
        ...(way.asks.includes("delivery") ? { delivery } : {}),
      };
      answer = way.by.includes("committee")
        ? await world.decide(id, way.id, {
            ...(way.asks.includes("reason") ? { reason: "سبب" } : {}),
            // Now and then too few are there.
            ...(act.pick > 6 ? { present: PRESENT.slice(0, 2) } : {}),
          })
        : await world.move(way.by.includes("officer") ? "officer" : "researcher", id, way.id, detail);
      break;
    }
    case "prove":
      answer = await world.call(act.role, `/requests/${id}/proofs`, { seq, need: act.need, holds: act.holds });
      break;
    case "judge":
      answer = await world.judge(id);
      break;
    case "decide": {
      const present = [...PRESENT, "دانة"].slice(0, act.present);
      const reason = act.hasReason ? { reason: "سبب" } : {};
      answer = await world.call(act.role, `/committee/${id}/decision`, {
        seq,
        outcome: act.outcome,
        present,
        ...reason,
      });
      break;
    }
    case "send":
    case "return":
      answer = await world.call("officer", `/requests/${id}/${act.verb}`, { seq });
      break;
    case "document": {
      const expires_on = act.expired ? "2026-06-01" : "2030-01-01";
      await world.putDocument(id, "identity", { expires_on, uploaded_at: clock.now });
      answer = await world.call("officer", `/requests/${id}/proofs`, { seq, need: "documents", holds: true });
      break;
    }
    case "withdraw":
      await withdrawRequest(deps, of).catch(onlyRefused);
      break;
    case "object":
      await objectToRefusal(deps, { ...of, text: "اعتراض" }).catch(onlyRefused);
      break;
    case "correct":
      answer = await world.call(act.role, `/requests/${id}/answers`, {
        seq,
        answers: { age: act.age },
        note: "طابقنا",
      });
      break;
    case "answer":
      await answerQuestion(deps, { ...of, text: "جواب" }).catch(onlyRefused);
      break;
    case "sign": {
      const declaration = { signedBy: "applicant", name: "نورة" } as const;
      await signRequest(deps, { ...of, doer: APPLICANT, declaration }).catch(onlyRefused);
      break;
    }
    case "wait":
      clock.now += act.days * DAY;
      break;
    default:
      act satisfies never;
  }
  expect([200, 403, 404, 409, 422]).toContain(answer.status);
}

function onlyRefused(error: { code?: string }): void {
  expect(error.code).toBe("unprocessable");
}

/** The journey read anew from its data alone: every event that is stored must be one that the text of the policy allows. */
function expectAllowed(world: World, journey: Journey, events: readonly KeptEvent[], id: string): void {
  const holds = new Set<string>();
  let [place, since, objections, returned]: [string, number, number, boolean] = ["", 0, 0, false];
  const steps = new Map(journey.steps.map((step) => [step.id, step]));
  for (const [index, { seq, actor, action, at, detailSealed }] of events.entries()) {
    expect(seq).toBe(index + 1);
    const step = steps.get(place);
    const subject = { associationId: world.policy.id, subject: "request", id } as const;
    const detail = (world.deps.seal.open(detailSealed, placeOfDetail(subject, seq)) ?? {}) as Record<string, unknown>;
    if (action.type === "open") {
      expect(index).toBe(0);
      [place, since] = [journey.start, at];
      continue;
    }
    if (action.type === "prove" || action.type === "disprove") {
      expect(step, `${action.type} after the end`).toBeDefined();
      expect(["quorum", "reason", "referral", "delivery"]).not.toContain(action.need);
      if (action.need === "explanation") expect([actor, place]).toEqual(["researcher", "clarification"]);
      if (action.need === "eligible") holds.delete("ineligible");
      if (action.need === "ineligible") holds.delete("eligible");
      if (action.type === "prove") holds.add(action.need);
      else holds.delete(action.need);
      continue;
    }
    if (action.type !== "move") {
      expect([actor, step?.external !== undefined]).toEqual(["officer", true]);
      returned = action.type === "return";
      continue;
    }
    const own = step?.outcomes.find((one) => one.id === action.outcome);
    const anytime = step && journey.anytime.find((one) => one.id === action.outcome);
    const reopens = journey.endings.find((one) => one.id === place)?.reopens;
    const way = own ?? anytime ?? (reopens?.id === action.outcome ? reopens : undefined);
    if (!way) throw new Error(`${action.outcome} is no way out of ${place}`);
    expect(way.by ?? step?.by).toContain(actor);
    for (const need of [...(own ? (step?.needs ?? []) : []), ...way.needs]) {
      if (need === "reason") expect(detail["reason"]).toBeTruthy();
      else if (need === "referral") expect(detail["referral"]).toBeTruthy();
      else if (need === "delivery") expect(detail["delivery"]).toBeTruthy();
      else if (need === "quorum") expect((detail["present"] as string[]).length).toBeGreaterThanOrEqual(3);
      else expect([action.outcome, [...holds]]).toEqual([action.outcome, expect.arrayContaining([need])]);
    }
    if (own && step?.external) expect(returned).toBe(true);
    if (!step) {
      objections += 1;
      expect(at - since).toBeLessThanOrEqual(30 * DAY);
    }
    holds.delete("explanation");
    [place, since, returned] = [way.to, at, false];
  }
  expect(objections).toBeLessThanOrEqual(1);
}

/** Clocks read anew from the moves: one that runs, was decided or ended while it ran counts; one that stands still does not. */
function countClocks(journey: Journey, events: readonly KeptEvent[], count: (key: string) => void): void {
  for (const { id, from, until, pauses } of journey.clocks) {
    let [place, runs] = ["", false];
    for (const { action } of events) {
      if (action.type === "open") place = journey.start;
      if (action.type === "move") {
        const step = journey.steps.find((one) => one.id === place);
        const ways = [...(step?.outcomes ?? []), ...journey.anytime, ...journey.endings.map(({ reopens }) => reopens)];
        const to = ways.find((way) => way?.id === action.outcome)?.to ?? "";
        if (runs && until.includes(`${place}.${action.outcome}`)) {
          runs = false;
          count(`clock-started ${journey.id}/${id} `);
          count(`clock-stopped ${journey.id}/${id} ${action.outcome}`);
        }
        if (journey.endings.some((ending) => ending.id === to)) {
          if (runs) {
            count(`clock-started ${journey.id}/${id} `);
            count(`clock-stopped ${journey.id}/${id} ended`);
          }
          runs = false;
        }
        place = to;
      }
      if (place === from) runs = true;
    }
    if (runs && !pauses.includes(place)) count(`clock-started ${journey.id}/${id} `);
  }
}

/** Documents are proven only while one lies there that is valid on that day. */
async function expectProven({ deps }: World, events: readonly KeptEvent[], id: string): Promise<void> {
  const documents = await deps.store.read.selectFrom("document").selectAll().where("subject_id", "=", id).execute();
  for (const { at, action } of events) {
    if (action.type !== "prove" || action.need !== "documents") continue;
    const day = new Date(at).toISOString().slice(0, 10);
    const valid = documents.filter((one) => one.uploaded_at <= at && (one.expires_on ?? "") >= day);
    expect(valid.length).toBeGreaterThan(0);
  }
}

async function expectSame(world: World, id: string): Promise<readonly KeptEvent[]> {
  const { deps, policy } = world;
  const row = await deps.store.read.selectFrom("request").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const journey = policy.journeys.find((one) => one.id === row.journey);
  if (!journey) throw new Error("no journey");
  const events = await listEvents(deps.store.read, policy.id, "request", id);
  const { step, ending, seq, since } = replay(journey, events);
  expect({ step, ending, seq, since }).toEqual({ step: row.step, ending: row.ending, seq: row.seq, since: row.since });
  expectAllowed(world, journey, events, id);
  if (row.service === "support") await expectProven(world, events, id);
  return events;
}

describe("any sequence of actions by anybody", () => {
  const open = storeOpener("sqlite");

  test(
    "stays within the policy's journey, and what is stored tells the same story twice",
    { timeout: 240_000 },
    async () => {
      const world = await requestWorld(await open());
      const endings = new Set<string | null>();
      const expected = new Map<string, number>();
      const count = (key: string) => expected.set(key, (expected.get(key) ?? 0) + 1);
      const history = fc.tuple(fc.constantFrom(...SERVICES), fc.array(Act, { minLength: 8, maxLength: 28 }));
      await fc.assert(
        fc.asyncProperty(history, async ([service, acts]) => {
          const { id } = await world.apply({ service });
          for (const act of acts) await perform(world, id, act);
          const events = await expectSame(world, id);
          const row = await world.deps.store.read
            .selectFrom("request")
            .select(["journey", "ending"])
            .where("id", "=", id)
            .executeTakeFirstOrThrow();
          endings.add(row.ending);
          const journey = world.policy.journeys.find((one) => one.id === row.journey);
          if (!journey) throw new Error("no journey");
          countClocks(journey, events, count);
          for (let end = 1; end <= events.length; end += 1) {
            const [before, after] = [replay(journey, events.slice(0, end - 1)), replay(journey, events.slice(0, end))];
            const { action } = events[end - 1] ?? {};
            if (action?.type !== "open" && action?.type !== "move") continue;
            if (before.step !== null)
              count(`step-left ${journey.id}/${before.step} ${action.type === "move" ? action.outcome : ""}`);
            if (after.step !== null) count(`step-entered ${journey.id}/${after.step} `);
          }
        }),
        { numRuns: 60, seed: 20260615 },
      );
      // Once everybody has read what they were sent, everybody who is refused has been told.
      for (const { id } of await world.deps.store.read.selectFrom("request").select("id").execute()) {
        await readNotices(world.deps, { associationId: world.policy.id, id, by: "online" });
      }
      const milestones = await world.deps.store.read.selectFrom("milestone").selectAll().execute();
      const stored = new Map<string, number>();
      for (const { measure, step, outcome, n } of milestones) {
        if (!/^(step|clock)-/.test(measure)) continue;
        const key = `${measure} ${step} ${outcome}`;
        stored.set(key, (stored.get(key) ?? 0) + n);
      }
      for (const [key, n] of stored) if (n === 0) stored.delete(key);
      expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(expected));
      // A run that never gets anywhere proves nothing.
      expect([...endings]).toEqual(expect.arrayContaining(["delivered", "referred", "refused", "withdrawn"]));
      for (const { service, counted_on } of milestones) {
        if (service === "sheltered") expect(counted_on).toMatch(/-01$/);
      }
      const sealed = await world.deps.store.read
        .selectFrom("request")
        .select("delivery_id")
        .where("service", "=", "sheltered")
        .execute();
      expect(sealed.every(({ delivery_id }) => delivery_id === null)).toBe(true);
      // Nothing is counted twice or taken back too often, of any request.
      const net = new Map<string, number>();
      for (const { measure, n } of milestones) net.set(measure, (net.get(measure) ?? 0) + n);
      const ended = await world.deps.store.read
        .selectFrom("request")
        .select("ending")
        .where("ending", "is not", null)
        .execute();
      const all = await world.deps.store.read.selectFrom("request").select("id").execute();
      const delivered = await world.deps.store.read.selectFrom("delivery").select("id").execute();
      expect([net.get("request-opened"), net.get("request-ended"), net.get("request-delivered")]).toEqual([
        all.length,
        ended.length,
        delivered.length,
      ]);
      const unsigned = await world.deps.store.read.selectFrom("request").select(["id", "journey"]).execute();
      let signed = 0;
      for (const { id, journey: name } of unsigned) {
        const journey = world.policy.journeys.find((one) => one.id === name);
        if (!journey) throw new Error("no journey");
        const events = await listEvents(world.deps.store.read, world.policy.id, "request", id);
        if (replay(journey, events).proven.includes("declaration")) signed += 1;
      }
      expect(net.get("request-declared")).toBe(signed);
      expect(ended.filter(({ ending }) => ending === "refused")).toHaveLength(net.get("request-notified") ?? 0);
    },
  );
});
