import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listFollowUps } from "#server/cases/list-follow-ups.ts";
import { walkCases } from "#server/demo/way/cases.ts";
import type { Timeline } from "#server/demo/timeline.ts";
import { openStore } from "#server/store/open-store.ts";
import type { Store } from "#server/store/store.ts";
import { DEMO_POLICIES } from "#test/server/demo/demo-store.ts";
import { onStage, strayed } from "#test/server/demo/demo-stage.ts";
import { freshPlace, type Place } from "#test/support/stores.ts";

describe("the cases of the demonstration", () => {
  let place: Place;
  let store: Store;
  let timeline: Timeline;
  const ibtissam = DEMO_POLICIES.get("ibtissam");
  const steps = ibtissam?.journeys.find(({ id }) => id === "case")?.steps.map(({ id }) => id) ?? [];
  beforeAll(async () => {
    place = await freshPlace("sqlite");
    store = await openStore(place.at);
    timeline = await onStage(store, "ibtissam", walkCases);
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  test("stand where their events say, and in the order of time", async () => {
    const rows = await casesNow();
    expect(rows.length).toBeGreaterThanOrEqual(55);
    expect(await strayed(store, { associationId: "ibtissam", subject: "case" }, rows)).toEqual([]);
    expect(rows.filter(({ since }) => since >= timeline.endsAt)).toEqual([]);
  });

  test("are numbered as they were opened, and not through a gap", async () => {
    const byId = (await casesNow()).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    expect(byId.map(({ opened_at }) => opened_at)).toEqual(
      byId.map(({ opened_at }) => opened_at).toSorted((one, other) => one - other),
    );
  });

  test("are in every one of the eleven steps today, and have come to every ending", async () => {
    const rows = await casesNow();
    expect(new Set(rows.flatMap(({ step }) => step ?? []))).toEqual(new Set(steps));
    expect(new Set(rows.flatMap(({ ending }) => ending ?? []))).toEqual(new Set(["followed-up", "referred", "left"]));
  });

  test("come through every step often enough in a year that it may be shown", async () => {
    const entered = await countSince(365, "step-entered");
    for (const step of steps) expect([step, (entered.get(`case/${step}`) ?? 0) >= 10]).toEqual([step, true]);
  });

  test("wait for the Passports department, one for forty days", async () => {
    const sent = await store.read
      .selectFrom("journey_event")
      .innerJoin("case_file", "case_file.id", "journey_event.subject_id")
      .select(["journey_event.at"])
      .where("case_file.step", "=", "identity")
      .where("action", "like", '%"send"%')
      .execute();
    const days = sent.map(({ at }) => Math.floor((timeline.endsAt - at) / 86_400_000));
    expect(Math.max(...days)).toBeGreaterThanOrEqual(36);
    expect(Math.max(...days)).toBeLessThanOrEqual(42);
  });

  test("have one overdue follow-up, some of this week, and one that may be tried again", async () => {
    const deps = { store, clock: () => timeline.endsAt, policies: DEMO_POLICIES };
    const { followUps } = await listFollowUps(deps, "ibtissam");
    expect(followUps.filter(({ state }) => state === "overdue")).toHaveLength(1);
    expect(followUps.filter(({ state }) => state === "again")).toHaveLength(1);
    expect(followUps.filter(({ state }) => state === "open").length).toBeGreaterThanOrEqual(2);
  });

  test("were followed up at home and abroad: reached, not reached, refused", async () => {
    const rows = await store.read.selectFrom("follow_up").select(["place", "outcome"]).execute();
    for (const where of ["inside", "abroad"]) {
      const outcomes = rows.filter((row) => row.place === where).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === "reached").length).toBeGreaterThan(5);
    }
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(["reached", "not-reached", "refused", ""]));
  });

  test("mostly get better, and not always", async () => {
    const rows = await store.read
      .selectFrom("milestone")
      .select("outcome")
      .where("measure", "=", "recovery-assessed")
      .execute();
    const better = rows.filter(({ outcome }) => outcome === "better").length;
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(better / rows.length).toBeGreaterThan(0.55);
    expect(better).toBeLessThan(rows.length);
  });

  test("are nothing to analytics but a step and a month", async () => {
    const rows = await store.read
      .selectFrom("milestone")
      .selectAll()
      .where("association_id", "=", "ibtissam")
      .where("step", "like", "case/%")
      .execute();
    expect(rows.length).toBeGreaterThan(300);
    for (const { counted_on: day, service, channel, kind } of rows) {
      expect([day.slice(8), service, channel, kind]).toEqual(["01", "", "", ""]);
    }
  });

  function casesNow() {
    return store.read
      .selectFrom("case_file")
      .select(["id", "journey", "policy_version", "step", "ending", "seq", "since", "opened_at"])
      .execute();
  }

  async function countSince(days: number, measure: string): Promise<Map<string, number>> {
    const from = new Date(timeline.endsAt - days * 86_400_000).toISOString().slice(0, 10);
    const rows = await store.read
      .selectFrom("milestone")
      .select(({ fn }) => ["step", fn.sum<number | string>("n").as("n")])
      .where("association_id", "=", "ibtissam")
      .where("measure", "=", measure)
      .where("counted_on", ">=", from)
      .groupBy("step")
      .execute();
    return new Map(rows.map(({ step, n }) => [step, Number(n)]));
  }
});
