import { expect, test } from "vitest";
import { readNotices } from "#server/notices/read-notices.ts";
import { APPLICANT } from "#server/requests/follow-request.ts";
import { signRequest } from "#server/requests/sign-request.ts";
import { readRequestView } from "#server/requests/read-request-view.ts";
import { seedAssociation } from "#test/support/factories.ts";
import { bearer } from "#test/support/delivery-deps.ts";
import { atCommittee, countedBy, must, requestWorld, type World } from "#test/server/requests/request-world.ts";
import { describeStores } from "#test/support/stores.ts";

const NOTE = "طابقنا البيانات مع الهوية";
const correct = async (
  world: World,
  id: string,
  answers: object,
  more: object = {},
  role: "officer" | "researcher" = "officer",
) => world.call(role, `/requests/${id}/answers`, { seq: (await world.view(id)).seq, answers, note: NOTE, ...more });
const topics = async ({ deps, policy }: World, id: string) =>
  (await readNotices(deps, { associationId: policy.id, id, by: "online" })).map(({ topic, detail }) => ({
    topic,
    ...detail,
  }));
const declared = async (world: World) => (await countedBy(world)).filter((text) => text.startsWith("request-declared"));

describeStores("correcting the answers of an application", (open) => {
  test("keeps who changed what, takes eligibility and declaration back, and tells the person, who signs again", async () => {
    const world = await requestWorld(await open());
    const { deps, policy } = world;
    const { id } = await world.apply({ answers: { age: 15, residence: "lawful", widowed: false } });
    await world.putDocument(id, "identity");
    await must(world.move("officer", id, "complete"));
    await must(world.judge(id));
    expect(await declared(world)).toEqual(["request-declared applicant ×1"]);
    const before = await world.view(id);
    expect(before.correctable?.answers).toEqual({ age: 15, residence: "lawful", widowed: false });
    expect(before.correctable?.items.map((item) => item.id)).toEqual(["age", "residence", "widowed", "need"]);
    expect([before.isDeclarationDue, before.journeyView.proven.includes("ineligible")]).toEqual([false, true]);

    const after = await must(correct(world, id, { age: 51, need: "مساعدة" }, {}, "researcher"));
    expect(after).toMatchObject({ step: "eligibility", isDeclarationDue: true, eligibility: { state: "eligible" } });
    for (const need of ["ineligible", "declaration"]) expect(after.journeyView.proven).not.toContain(need);
    const changes = [
      { item: "age", title: "العمر", before: "15", after: "51" },
      { item: "need", title: "ما الذي تحتاج إليه؟", before: "", after: "مساعدة" },
    ];
    expect(after.history.filter(({ detail }: { detail: object }) => "changes" in detail)).toMatchObject([
      { actor: "researcher", who: "researcher", type: "prove", what: "answers", detail: { reason: NOTE, changes } },
    ]);
    expect(await declared(world)).toEqual([]);
    expect((await topics(world, id))[0]).toEqual({ topic: "corrected", reason: NOTE });
    const audit = await deps.store.read
      .selectFrom("audit_entry")
      .select(["act", "role"])
      .where("act", "=", "change")
      .execute();
    expect(audit).toEqual([{ act: "change", role: "researcher" }]);

    const mine = await readRequestView(deps, { associationId: policy.id, id, reader: "applicant" });
    expect(mine.correctable).toBeNull();
    expect(mine.history.find(({ detail }) => detail.changes)).toMatchObject({ who: "", detail: { changes } });
    const stored = JSON.stringify(await deps.store.read.selectFrom("journey_event").selectAll().execute());
    expect(stored).not.toContain("مساعدة");

    const declaration = { signedBy: "guardian", name: "سعد" } as const;
    await signRequest(deps, { associationId: policy.id, id, doer: APPLICANT, declaration });
    expect(await world.view(id)).toMatchObject({ isDeclarationDue: false, declarations: [{}, { name: "سعد" }] });
    expect(await declared(world)).toEqual(["request-declared guardian ×1"]);
    await must(correct(world, id, { age: 52 }));
    expect(await declared(world)).toEqual([]);
    expect((await world.move("officer", id, "eligible")).body).toMatchObject({ missing: [{ need: "eligible" }] });
    await must(world.judge(id));
    expect((await must(world.move("officer", id, "eligible"))).step).toBe("committee");
  });

  test("asks for the documents that the corrected answers call for", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply();
    await world.putDocument(id, "identity");
    await must(world.move("officer", id, "complete"));
    const after = await must(correct(world, id, { widowed: true }));
    expect(after.journeyView.proven).not.toContain("documents");
    expect(after.documents).toMatchObject([
      { state: "verified" },
      { rule: "status", isNeeded: true, state: "missing" },
    ]);
    expect((await topics(world, id)).slice(0, 2)).toEqual([
      { topic: "missing", documents: ["status"] },
      { topic: "corrected", reason: NOTE },
    ]);
  });

  test("takes only what the form takes, and never what was not seen", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply();
    const { seq } = await world.view(id);
    const wrong = [
      [{ age: 500 }, "age"],
      [{ age: null }, "age"],
      [{ residence: "moon" }, "residence"],
      [{ unknown: 1 }, "unknown"],
      [JSON.parse('{"__proto__": {"a": 1}}') as object, "__proto__"],
    ] as const;
    for (const [answers, item] of wrong) {
      const { status, body } = await correct(world, id, answers);
      // What no question asks is refused by its shape or by the form; either way nothing is kept.
      expect([item, [400, 422].includes(status)]).toEqual([item, true]);
      if (body.problems) expect(body.problems[0].item).toBe(item);
    }
    expect((await correct(world, id, { age: 34 })).body).toMatchObject({ status: 422, reason: "unchanged" });
    expect((await correct(world, id, { age: 35 }, { note: "" })).status).toBe(400);
    expect((await correct(world, id, { age: 35 }, { seq: seq - 1 })).body).toMatchObject({
      status: 409,
      reason: "changed",
    });
    expect(await world.view(id)).toMatchObject({ seq, isDeclarationDue: false });
    const english = await world.call("officer", `/requests/${id}/answers?lang=en`, {
      seq,
      answers: { age: 35 },
      note: NOTE,
    });
    expect(english.body.answers[0]).toEqual({ item: "age", title: "Age", text: "35" });
    expect((await world.view(id)).person.name).toBe("نورة القحطاني");
  });

  test("ends where the committee decides, and opens again with an objection", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    await must(correct(world, id, { age: 40 }));
    await must(world.decide(id, "refused", { reason: "الأولوية لغيره" }));
    expect((await correct(world, id, { age: 41 })).body).toMatchObject({ status: 422, reason: "ended" });
    expect((await world.view(id)).correctable).toBeNull();
    await must(world.move("officer", id, "objection", { reason: "اعتراض هاتفي", way: "phone" }));
    await must(correct(world, id, { age: 41 }));
    await must(world.decide(id, "accepted"));
    expect((await correct(world, id, { age: 42 })).body).toMatchObject({ status: 422, reason: "decided" });
    expect((await world.view(id)).correctable).toBeNull();
  });

  test("is for those who receive people, of this association", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply();
    const body = { seq: 5, answers: { age: 35 }, note: NOTE };
    for (const role of ["committee", "quality", "board", "admin", "clinician"] as const) {
      expect([role, (await world.call(role, `/requests/${id}/answers`, body)).status]).toEqual([role, 403]);
    }
    const other = await seedAssociation(world.deps.store);
    const foreign = await bearer(world.deps.store, other.id, "officer");
    expect((await world.callWith(foreign, `/requests/${id}/answers`, body)).status).toBe(404);
    expect((await world.view(id)).seq).toBe(5);
  });
});

describeStores("following a request", (open) => {
  test("counts what is done, by the person online or through staff; looking counts nothing", async () => {
    const world = await requestWorld(await open());
    const { deps, policy } = world;
    const followed = async () => (await countedBy(world)).filter((text) => text.startsWith("request-followed"));
    const { id } = await world.apply({ way: "phone", declaration: undefined });
    await readNotices(deps, { associationId: policy.id, id, by: "online" });
    expect(await followed()).toEqual([]);
    const declaration = { signedBy: "applicant", name: "نورة" };
    await must(
      world.call("officer", `/requests/${id}/declarations`, { seq: (await world.view(id)).seq, ...declaration }),
    );
    expect(await followed()).toEqual(["request-followed staff ×1"]);
    await must(world.call("officer", `/requests/${id}/told`, {}));
    expect(await followed()).toEqual(["request-followed staff ×2"]);
    await must(world.move("officer", id, "withdrawn"));
    expect(await followed()).toEqual(["request-followed staff ×3"]);
  });
});
