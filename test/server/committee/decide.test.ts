import { expect, test } from "vitest";
import { Role } from "#server/accounts/roles.ts";
import { atCommittee, countedBy, DAY, must, PRESENT, requestWorld } from "#test/server/requests/request-world.ts";
import { seedAssociation } from "#test/support/factories.ts";
import { bearer } from "#test/support/delivery-deps.ts";
import { describeStores } from "#test/support/stores.ts";

describeStores("the committee", (open) => {
  test("sees what waits, longest first, with both readings of the two weeks, and no way to reach the person", async () => {
    const world = await requestWorld(await open());
    const first = await atCommittee(world);
    world.clock.now += 4 * DAY;
    const second = await atCommittee(world, { service: "plain" });
    world.clock.now += 11 * DAY;
    const answer = await world.call("committee", "/committee");
    const { queue } = answer.body;
    expect(queue.map((line: { id: string }) => line.id)).toEqual([first, second]);
    expect(queue[0]).toEqual({
      id: first,
      seq: 9,
      service: "support",
      kind: "family",
      way: "online",
      step: "committee",
      openedAt: world.clock.now - 15 * DAY,
      since: world.clock.now - 15 * DAY,
      name: "نورة القحطاني",
      decision: {
        clause: "C15",
        days: 14,
        bound: "min",
        ranDays: 15,
        isPaused: false,
        isBefore: false,
        isAfter: true,
      },
      eligibility: "eligible",
      isComplete: true,
      isObjection: false,
      deferrals: 0,
    });
    expect(queue[1].decision).toMatchObject({ ranDays: 11, isBefore: true, isAfter: false });
    const view = await must(world.call("committee", `/committee/${first}`));
    expect(view).toMatchObject({ quorum: 3, followLink: "", person: { name: "نورة القحطاني" }, evaluationLink: null });
    expect(JSON.stringify([answer.body, view])).not.toContain("0551234567");
    expect(view.journeyView.outcomes.find((one: { id: string }) => one.id === "refused")).toMatchObject({
      isMine: true,
      asks: ["quorum", "reason"],
    });
    const audit = await world.deps.store.read.selectFrom("audit_entry").select(["entity_id", "role"]).execute();
    expect(audit).toContainEqual({ entity_id: first, role: "committee" });
  });

  test("counts the wait of a decision that was put off from its beginning, not from the last sitting", async () => {
    const world = await requestWorld(await open());
    const early = await atCommittee(world);
    world.clock.now += 10 * DAY;
    const late = await atCommittee(world);
    world.clock.now += 5 * DAY;
    await must(world.decide(early, "deferred", { reason: "لا ميزانية هذا الشهر" }));
    const { queue } = await must(world.call("committee", "/committee"));
    expect(queue).toMatchObject([
      { id: early, since: world.clock.now, deferrals: 1, decision: { ranDays: 15 } },
      { id: late, since: world.clock.now - 5 * DAY, decision: { ranDays: 5 } },
    ]);
  });

  test("is shown no request that has not come to it", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply();
    expect((await world.call("committee", `/committee/${id}`)).status).toBe(404);
    expect((await world.decide(id, "accepted")).body).toMatchObject({ status: 422, reason: "notHere" });
    expect((await must(world.call("committee", "/committee"))).queue).toEqual([]);
  });

  test("decides with a quorum that conflicts of interest do not count towards", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    const short = [PRESENT.slice(0, 2), [], ["أمل", "أمل", "أمَل", "بدر"]];
    for (const present of short) {
      expect((await world.decide(id, "accepted", { present })).body).toMatchObject({ status: 422, reason: "quorum" });
    }
    const conflicts = [{ name: "بدر ", what: "قرابة" }];
    expect((await world.decide(id, "accepted", { conflicts })).body).toMatchObject({
      reason: "quorum",
      present: 3,
      counted: 2,
      needed: 3,
    });
    const own = [{ name: "committee", what: "قرابة" }];
    expect((await world.decide(id, "accepted", { conflicts: own })).body).toMatchObject({ reason: "ownConflict" });
    await must(world.decide(id, "accepted", { present: [...PRESENT, "دانة"], conflicts }));
    const seen = async (role: Role, path: string) => (await must(world.call(role, path))).history.at(-1);
    expect(await seen("committee", `/committee/${id}`)).toMatchObject({
      who: "committee",
      detail: { present: [...PRESENT, "دانة"], conflicts: [{ name: "بدر", what: "قرابة" }] },
    });
    expect(await seen("officer", `/requests/${id}`)).toEqual({
      seq: 10,
      at: world.clock.now,
      actor: "committee",
      who: "",
      type: "move",
      what: "accepted",
      detail: {},
    });
  });

  test("refuses and puts off with a reason only, and the person is told at once", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    for (const outcome of ["refused", "deferred", "unclear"]) {
      expect((await world.decide(id, outcome)).body).toMatchObject({
        status: 422,
        reason: "missing",
        missing: [{ need: "reason" }],
      });
    }
    await must(world.decide(id, "deferred", { reason: "لا ميزانية هذا الشهر" }));
    const [line] = (await must(world.call("committee", "/committee"))).queue;
    expect(line).toMatchObject({ id, deferrals: 1 });
    expect((await world.view(id)).notices.at(-1)).toMatchObject({ topic: "deferred" });
    await must(world.decide(id, "refused", { reason: "لا ميزانية" }));
    const view = await world.view(id);
    expect(view.notices.at(-1)).toMatchObject({ topic: "refused", readAt: null });
    expect(view.history.at(-1)?.detail).toEqual({ reason: "لا ميزانية" });
    expect((await countedBy(world)).filter((text) => /^(request-decided|request-notified|clock)/.test(text))).toEqual([
      "clock-started request/decision ×1",
      "clock-stopped request/decision refused ×1",
      "request-decided refused ×1",
    ]);
  });

  test("sixteen decisions at once are one", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    const { seq } = await world.view(id);
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        world.call("committee", `/committee/${id}/decision`, {
          seq,
          outcome: index % 2 === 0 ? "accepted" : "refused",
          reason: "سبب القرار",
          present: PRESENT,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(15);
    const events = await world.deps.store.read
      .selectFrom("journey_event")
      .select("seq")
      .where("subject_id", "=", id)
      .where("actor", "=", "committee")
      .execute();
    expect(events).toEqual([{ seq: seq + 1 }]);
  });

  test("each step is for its own roles, and nobody else's association is there", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    const before = await world.view(id);
    for (const role of Role.options) {
      const receives = role === "officer" || role === "researcher";
      const outcome = { seq: before.seq, outcome: "accepted", detail: { reason: "سبب" } };
      const [read, moved] = [
        await world.call(role, `/requests/${id}`),
        await world.call(role, `/requests/${id}/moves`, outcome),
      ];
      expect([role, read.status, moved.status]).toEqual([role, receives ? 200 : 403, receives ? 422 : 403]);
      if (role === "committee") continue;
      const body = { seq: before.seq, outcome: "accepted", present: PRESENT };
      expect([role, (await world.call(role, `/committee/${id}/decision`, body)).status]).toEqual([role, 403]);
      expect([role, (await world.call(role, "/committee")).status]).toEqual([role, 403]);
    }
    expect((await world.view(id)).seq).toBe(before.seq);

    const other = await seedAssociation(world.deps.store);
    const ways: [Role, string, unknown?][] = [
      ["officer", `/requests/${id}`],
      ["officer", `/requests/${id}/moves`, { seq: before.seq, outcome: "withdrawn", detail: {} }],
      ["officer", `/requests/${id}/proofs`, { seq: before.seq, need: "interview", holds: true }],
      ["officer", `/requests/${id}/eligibility`, { seq: before.seq }],
      ["officer", `/requests/${id}/told`, {}],
      ["committee", `/committee/${id}`],
      ["committee", `/committee/${id}/decision`, { seq: before.seq, outcome: "accepted", present: PRESENT }],
    ];
    for (const [role, path, body] of ways) {
      const foreign = await bearer(world.deps.store, other.id, role);
      expect([path, (await world.callWith(foreign, path, body)).status]).toEqual([path, 404]);
    }
    const foreign = await bearer(world.deps.store, other.id, "committee");
    expect((await world.callWith(foreign, "/committee")).body).toEqual({ queue: [] });
    expect((await world.view(id)).seq).toBe(before.seq);
  });
});
