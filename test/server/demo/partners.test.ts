import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Timeline } from "#server/demo/timeline.ts";
import { walkPartners } from "#server/demo/way/partners.ts";
import { listWeights } from "#server/partners/priority-weights.ts";
import { rankRequests } from "#server/partners/rank-requests.ts";
import { openStore } from "#server/store/open-store.ts";
import type { Store } from "#server/store/store.ts";
import { DEMO_POLICIES } from "#test/server/demo/demo-store.ts";
import { onStage, strayed, TODAY } from "#test/server/demo/demo-stage.ts";
import { freshPlace, type Place } from "#test/support/stores.ts";

describe("the partners of the demonstration", () => {
  let place: Place;
  let store: Store;
  let timeline: Timeline;
  const tuwaiq = DEMO_POLICIES.get("tuwaiq");
  beforeAll(async () => {
    place = await freshPlace("sqlite");
    store = await openStore(place.at);
    timeline = await onStage(store, "tuwaiq", walkPartners);
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  test("are twelve associations, each in a region of its own", async () => {
    const rows = await store.read.selectFrom("partner").select(["name", "region"]).execute();
    expect(rows).toHaveLength(12);
    expect(new Set(rows.map(({ region }) => region)).size).toBe(12);
  });

  test("stand where their events say, and in the order of time", async () => {
    const rows = await requests();
    expect(await strayed(store, { associationId: "tuwaiq", subject: "partnership" }, rows)).toEqual([]);
  });

  test("are in every step that waits for somebody, and have come to every ending", async () => {
    const rows = await requests();
    const count = (step: string) => rows.filter((row) => row.step === step).length;
    expect(count("study")).toBeGreaterThanOrEqual(2);
    expect(count("decision")).toBe(5);
    expect(count("agreement")).toBe(1);
    expect(count("running")).toBeGreaterThanOrEqual(3);
    expect(count("evaluation")).toBe(1);
    expect(new Set(rows.flatMap(({ ending }) => ending ?? []))).toEqual(new Set(["ended", "refused", "withdrawn"]));
  });

  test("wait for the committee in an order that other weights would change", async () => {
    if (!tuwaiq?.partnership) throw new Error("tuwaiq has partners");
    const { ranked, weights } = await rankRequests(store.read, { policy: tuwaiq, now: timeline.endsAt });
    expect(weights.version).toBe(2);
    expect(await listWeights(store.read, "tuwaiq", tuwaiq.partnership)).toHaveLength(2);
    const contested = ranked.filter(({ ranks }) => ranks.best !== ranks.worst);
    expect(contested.length).toBeGreaterThanOrEqual(2);
  });

  test("file their reports in time, but one: that is overdue now, and was late before", async () => {
    const reports = await store.read
      .selectFrom("impact_report")
      .select(["partner_request_id", "due_on", "filed_at"])
      .execute();
    const overdue = reports.filter(({ due_on, filed_at }) => filed_at === null && due_on < TODAY);
    expect(overdue).toHaveLength(1);
    const soon = new Date(timeline.endsAt + 14 * 86_400_000).toISOString().slice(0, 10);
    expect(reports.filter(({ due_on }) => due_on >= TODAY && due_on <= soon).length).toBeGreaterThanOrEqual(1);
    const filed = await store.read
      .selectFrom("milestone")
      .select("outcome")
      .where("measure", "=", "impact-report-filed")
      .execute();
    const late = filed.filter(({ outcome }) => outcome === "late").length;
    expect([filed.length > 15, late >= 2, late < filed.length / 4]).toEqual([true, true, true]);
  });

  test("reached some aims, some partly and some not", async () => {
    const rows = await store.read
      .selectFrom("milestone")
      .select("outcome")
      .where("measure", "=", "indicator-reported")
      .execute();
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(["reached", "partly", "missed"]));
  });

  test("were judged by both sides at the end, and refused with a reason that they were told", async () => {
    const sides = await store.read.selectFrom("partnership_evaluation").select("side").execute();
    expect(sides.filter(({ side }) => side === "partner").length).toBeGreaterThanOrEqual(5);
    expect(sides.filter(({ side }) => side === "association").length).toBeGreaterThanOrEqual(6);
    const notices = await store.read
      .selectFrom("notice")
      .select("topic")
      .where("subject", "=", "partnership")
      .execute();
    expect(notices.filter(({ topic }) => topic === "refused").length).toBeGreaterThanOrEqual(2);
  });

  test("sign in for two of them, which have both something running and something that waits", async () => {
    const people = await store.read
      .selectFrom("membership")
      .innerJoin("user", "user.id", "membership.user_id")
      .select(["user.email", "membership.partner_id"])
      .where("membership.role", "=", "partner")
      .where("user.email", "in", ["partner1@tuwaiq.example", "partner2@tuwaiq.example"])
      .execute();
    expect(people).toHaveLength(2);
    for (const { partner_id } of people) {
      const own = (await requests()).filter((row) => row.partner_id === partner_id);
      expect(own.length).toBeGreaterThanOrEqual(2);
      expect(own.some(({ step }) => step !== null)).toBe(true);
    }
  });

  function requests() {
    return store.read
      .selectFrom("partner_request")
      .select(["id", "journey", "policy_version", "step", "ending", "seq", "partner_id"])
      .execute();
  }
});
