import { describe, expect, test } from "vitest";
import type { FollowUpLine } from "#server/cases/case-view.ts";
import { caseWorkers, movingClock } from "#test/server/cases/case-server.ts";
import { testServers, type TestServer } from "#test/support/test-server.ts";

const milestones = (server: TestServer, measure: string) =>
  server.deps.store.read
    .selectFrom("milestone")
    .select(["step", "outcome", "counted_on", "n"])
    .where("measure", "=", measure)
    .orderBy("counted_on")
    .orderBy("step")
    .orderBy("n")
    .execute();

describe.each(["sqlite", "postgres"] as const)("a case (%s)", (dialect) => {
  const start = testServers();

  test("goes from the door to its ninety-day follow-up as the policy says", { timeout: 60_000 }, async () => {
    const clock = movingClock();
    const server = await start({ dialect, clock: clock.read });
    const { act, call, move, open, read, toFollowUp } = caseWorkers(server);
    const id = await open({ name: "سلمى", phone: "+966500000000" });
    expect(id).toBe("2026-0001");
    expect(await open({ name: "نور" })).toBe("2026-0002");

    const discharged = await toFollowUp(id);
    expect(discharged.step).toBe("follow-up");
    expect(discharged.followUps.map(({ day, dueOn, state }) => [day, dueOn, state])).toEqual([
      [30, "2026-07-15", "ahead"],
      [60, "2026-08-14", "ahead"],
      [90, "2026-09-13", "ahead"],
    ]);
    expect(discharged.recovery.assessments.map(({ level }) => level)).toEqual([1, 2]);
    expect(await milestones(server, "recovery-assessed")).toEqual([
      { step: "", outcome: "better", counted_on: "2026-06-01", n: 1 },
    ]);

    const [first, second, third] = discharged.followUps.map((one) => one.id);
    const early = await call("researcher", `/cases/${id}/follow-ups/${first}`, {
      seq: discharged.seq,
      outcome: "reached",
    });
    expect([early.status, await early.json()]).toMatchObject([422, { reason: "tooEarly", dueOn: "2026-07-15" }]);

    clock.passDays(31);
    const due = (await (await call("researcher", "/cases/follow-ups")).json()) as { followUps: FollowUpLine[] };
    expect(due.followUps.map(({ caseId, day, state }) => [caseId, day, state])).toEqual([
      [id, 30, "overdue"],
      [id, 60, "ahead"],
    ]);
    await act("researcher", id, `follow-ups/${first}`, { outcome: "not-reached" });
    const again = await act("researcher", id, `follow-ups/${first}`, { outcome: "reached", place: "abroad" });
    expect(again.place).toBe("abroad");

    clock.passDays(29);
    await act("researcher", id, `follow-ups/${second}`, { outcome: "reached" });
    clock.passDays(30);
    const tried = await act("researcher", id, `follow-ups/${third}`, { outcome: "not-reached" });
    expect(tried.journeyView.outcomes[0]?.missing).toEqual([{ need: "follow-ups", by: ["researcher"] }]);
    const refused = await call("researcher", `/cases/${id}/moves`, { seq: tried.seq, outcome: "completed" });
    expect(refused.status).toBe(422);

    clock.passDays(15);
    expect((await read("researcher", id)).journeyView.outcomes[0]?.missing).toEqual([]);
    const ended = await move("researcher", id, "completed");
    expect([ended.step, ended.ending]).toEqual([null, "followed-up"]);
    expect(ended.journeyView.steps.map(({ state }) => state)).toEqual(Array.from({ length: 11 }, () => "done"));

    const sum = new Map<string, number>();
    for (const measure of ["follow-up-due", "follow-up-done"]) {
      for (const row of await milestones(server, measure)) {
        const key = `${measure} ${row.step} ${row.outcome} ${row.counted_on}`;
        sum.set(key, (sum.get(key) ?? 0) + row.n);
      }
    }
    expect([...sum].filter(([, n]) => n !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ["follow-up-done 30-abroad reached 2026-07-01", 1],
      ["follow-up-done 60-abroad reached 2026-08-01", 1],
      ["follow-up-done 90-abroad not-reached 2026-09-01", 1],
      ["follow-up-due 30-abroad  2026-07-01", 1],
      ["follow-up-due 60-abroad  2026-08-01", 1],
      ["follow-up-due 90-abroad  2026-09-01", 1],
    ]);
  });

  test("closes with respect what remains when somebody wants no more calls", { timeout: 60_000 }, async () => {
    const clock = movingClock();
    const server = await start({ dialect, clock: clock.read });
    const { act, call, move, open, toFollowUp } = caseWorkers(server);
    const id = await open({ name: "سلمى" });
    const { followUps } = await toFollowUp(id);
    const asked = await act("researcher", id, `follow-ups/${followUps[0]?.id}`, { outcome: "refused" });
    expect(asked.followUps.map(({ outcome, state }) => [outcome, state])).toEqual([
      ["refused", "settled"],
      ["refused", "settled"],
      ["refused", "settled"],
    ]);
    const due = (await (await call("researcher", "/cases/follow-ups")).json()) as { followUps: FollowUpLine[] };
    expect(due.followUps).toEqual([]);
    const late = await call("researcher", `/cases/${id}/follow-ups/${followUps[1]?.id}`, {
      seq: asked.seq,
      outcome: "reached",
    });
    expect([late.status, await late.json()]).toMatchObject([422, { reason: "settled" }]);
    expect((await milestones(server, "follow-up-done")).map(({ outcome, n }) => [outcome, n])).toEqual([
      ["refused", 1],
      ["refused", 1],
      ["refused", 1],
    ]);
    expect((await move("researcher", id, "completed")).ending).toBe("followed-up");
  });

  test("ends when somebody leaves of their own will, and nothing comes due any more", { timeout: 60_000 }, async () => {
    const server = await start({ dialect });
    const { call, move, open, toFollowUp } = caseWorkers(server);
    const id = await open({ name: "سلمى" });
    await toFollowUp(id);
    expect((await move("officer", id, "left")).ending).toBe("left");
    const due = await milestones(server, "follow-up-due");
    expect(due.reduce((sum, { n }) => sum + n, 0)).toBe(0);
    const list = (await (await call("officer", "/cases/follow-ups")).json()) as { followUps: FollowUpLine[] };
    expect(list.followUps).toEqual([]);
  });

  test("tells the second of two what changed, and overwrites nothing", { timeout: 60_000 }, async () => {
    const server = await start({ dialect });
    const { call, open, read, move } = caseWorkers(server);
    const id = await open({ name: "سلمى", phone: "1" });
    const seen = await read("officer", id);
    await move("officer", id, "received");
    const second = await call("officer", `/cases/${id}/moves`, { seq: seen.seq, outcome: "left" });
    expect([second.status, await second.json()]).toMatchObject([
      409,
      { reason: "changed", since: [{ seq: 2, actor: "officer", action: { type: "move", outcome: "received" } }] },
    ]);
    expect((await read("officer", id)).step).toBe("classification");

    const correct = (phone: string) =>
      call("officer", `/cases/${id}/person`, { version: seen.personVersion, person: { name: "سلمى", phone } });
    expect((await correct("2")).status).toBe(200);
    expect((await correct("3")).status).toBe(409);
    expect((await read("officer", id)).person.phone).toBe("2");
  });

  test("asks for every required criterion, and refers those whom they do not fit", { timeout: 60_000 }, async () => {
    const server = await start({ dialect });
    const { act, call, move, open } = caseWorkers(server);
    const id = await open({ name: "سلمى" });
    await move("officer", id, "received");
    const partly = await act("officer", id, "criteria", { met: ["act", "ongoing-risk"] });
    const fits = await call("officer", `/cases/${id}/moves`, { seq: partly.seq, outcome: "fits" });
    expect([fits.status, await fits.json()]).toMatchObject([
      422,
      { reason: "missing", missing: [{ need: "criteria", by: ["officer", "researcher", "clinician"] }] },
    ]);
    const bare = await call("officer", `/cases/${id}/moves`, { seq: partly.seq, outcome: "does-not-fit" });
    expect(bare.status).toBe(422);
    const referral = { type: "criteria", to: "مركز البلاغات الموحد" };
    const ended = await move("officer", id, "does-not-fit", { reason: "لا وسيلة ولا غرض", referral, told: true });
    expect(ended.ending).toBe("referred");
    expect(ended.history.at(-1)?.detail).toMatchObject({ referral, reason: "لا وسيلة ولا غرض" });
    expect((await milestones(server, "referral")).map(({ outcome }) => outcome)).toEqual(["criteria"]);
    expect(await milestones(server, "referral-notified")).toHaveLength(1);
    expect(await milestones(server, "out-of-field")).toHaveLength(0);

    const other = await open({ name: "ريم" });
    await move("officer", other, "received");
    const elsewhere = { type: "out-of-field", to: "جهة أخرى" };
    await move("officer", other, "does-not-fit", { reason: "خارج المجال", referral: elsewhere, told: false });
    expect(await milestones(server, "referral")).toHaveLength(2);
    expect(await milestones(server, "referral-notified")).toHaveLength(1);
    expect(await milestones(server, "out-of-field")).toHaveLength(1);
  });
});
