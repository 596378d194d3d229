import { expect, test } from "vitest";
import { todayIn } from "#policies/calendar.ts";
import { readNotices } from "#server/notices/read-notices.ts";
import { objectToRefusal, withdrawRequest } from "#server/requests/follow-request.ts";
import { readRequestView } from "#server/requests/read-request-view.ts";
import { atCommittee, countedBy, DAY, must, requestWorld, type World } from "#test/server/requests/request-world.ts";
import { describeStores } from "#test/support/stores.ts";

const topicsOf = async ({ deps, policy }: World, id: string) =>
  (await readNotices(deps, { associationId: policy.id, id, by: "online" })).map(({ topic, detail }) => ({
    topic,
    ...detail,
  }));
const applicantView = ({ deps, policy }: World, id: string) =>
  readRequestView(deps, { associationId: policy.id, id, reader: "applicant" });

describeStores("a request", (open) => {
  test("goes from the application to its delivery, which is evaluated by itself", async () => {
    const world = await requestWorld(await open());
    const { deps, policy, clock } = world;
    const id = await atCommittee(world);
    clock.now += 15 * DAY;
    await must(world.decide(id, "accepted"));
    await must(world.move("officer", id, "registered"));
    const told = { deliveredOn: "2026-06-30", place: "home" };
    const later = { delivery: { ...told, deliveredOn: "2026-07-01" } };
    expect((await world.move("officer", id, "delivered", later)).body).toMatchObject({
      status: 422,
      problems: [{ field: "deliveredOn", value: "2026-07-01" }],
    });
    const delivered = await must(world.move("officer", id, "delivered", { delivery: told }));
    expect(delivered).toMatchObject({
      step: null,
      ending: "delivered",
      reviewDueOn: "2027-06-30",
      evaluationLink: null,
    });

    const delivery = await deps.store.read.selectFrom("delivery").selectAll().executeTakeFirstOrThrow();
    expect(delivery).toMatchObject({
      reference: `R-${id}`,
      service: "support",
      channel: "website",
      kind: "family",
      place: "home",
    });
    const request = await deps.store.read.selectFrom("request").selectAll().executeTakeFirstOrThrow();
    expect(request.delivery_id).toBe(delivery.id);
    expect(await deps.store.read.selectFrom("invitation").select("delivery_id").execute()).toEqual([
      { delivery_id: delivery.id },
    ]);
    expect((await applicantView(world, id)).evaluationLink).toMatch(/^https:\/\/rida\.example\/e\/[\w-]{22}$/);
    const fed = await deps.store.read.selectFrom("change").select(["entity", "event"]).execute();
    expect(fed.filter(({ entity }) => entity !== "milestone")).toEqual([
      { entity: "delivery", event: "recorded" },
      { entity: "invitation", event: "issued" },
    ]);
    expect(await topicsOf(world, id)).toEqual([
      { topic: "delivered" },
      { topic: "decided" },
      { topic: "missing", documents: ["identity"] },
      { topic: "received" },
    ]);
    expect((await countedBy(world)).filter((text) => !text.startsWith("step"))).toEqual([
      "clock-started request/decision ×1",
      "clock-stopped request/decision accepted ×1",
      "request-checked complete ×1",
      "request-decided accepted ×1",
      "request-declared applicant ×1",
      "request-delivered ×1",
      "request-ended request/delivery delivered ×1",
      "request-opened online ×1",
      "request-registered ×1",
      "review-due ×1",
    ]);
    const cohort = await deps.store.read
      .selectFrom("milestone")
      .select("counted_on")
      .distinct()
      .where("measure", "like", "request-%")
      .where("measure", "!=", "request-followed")
      .execute();
    expect(cohort).toEqual([{ counted_on: "2026-06-15" }]);
    expect(policy.timeZone).toBe("Asia/Riyadh");
    expect((await world.move("officer", id, "withdrawn")).body).toMatchObject({ status: 422, reason: "ended" });
  });

  test("cannot take a step that the policy does not allow: what is missing and who can do it is said", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply();
    expect((await world.move("officer", id, "complete")).body).toMatchObject({
      status: 422,
      reason: "missing",
      step: "documents",
      missing: [{ need: "documents", by: ["applicant", "officer", "researcher"] }],
      outcomes: ["complete", "unclear", "withdrawn"],
    });
    expect((await world.move("officer", id, "accepted")).body).toMatchObject({ status: 422, reason: "notHere" });
    expect((await world.move("officer", id, "unclear")).body).toMatchObject({
      reason: "missing",
      missing: [{ need: "reason" }],
    });
    const beside = { delivery: { deliveredOn: "2026-06-01" } };
    expect((await world.move("officer", id, "withdrawn", beside)).body).toMatchObject({ reason: "notAsked" });
    for (const need of ["eligible", "answers", "consent", "declaration", "quorum", "delivery"]) {
      const claimed = await world.call("officer", `/requests/${id}/proofs`, { seq: 5, need, holds: true });
      expect([need, claimed.body.reason]).toEqual([need, "byRule"]);
    }
    expect((await world.view(id)).seq).toBe(5);
    expect(await world.deps.store.read.selectFrom("delivery").selectAll().execute()).toEqual([]);
  });

  test("a document that expires before its step is left is noticed, and stays noticed", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply();
    await world.putDocument(id, "identity", { expires_on: "2026-06-16" });
    const proven = await must(
      world.call("officer", `/requests/${id}/proofs`, { seq: 5, need: "documents", holds: true }),
    );
    expect(proven).toMatchObject({ seq: 6, documents: [{ rule: "identity", state: "verified" }, {}] });
    world.clock.now += 2 * DAY;
    expect((await world.move("officer", id, "complete")).body).toMatchObject({ status: 422, reason: "missing" });
    const after = await world.view(id);
    expect(after).toMatchObject({ seq: 7, step: "documents", documents: [{ state: "expired" }, {}] });
    expect(after.journeyView.proven).not.toContain("documents");
    expect(await countedBy(world)).toContain("document-expired identity ×1");
    await world.putDocument(id, "identity", { uploaded_at: world.clock.now });
    expect((await must(world.move("officer", id, "complete"))).step).toBe("eligibility");
  });

  test("is judged by rule: every unmet condition is named, counted once, and told with the refusal", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply({ answers: { age: 15, residence: "visitor" } });
    await world.putDocument(id, "identity");
    await must(world.move("researcher", id, "complete"));
    const judged = await must(world.judge(id));
    expect(judged.eligibility).toMatchObject({
      state: "not-eligible",
      // Nobody said whether they are widowed, so nobody knows whether that has to be shown.
      unreadable: [{ id: "status", problem: "unanswered", field: "widowed" }],
    });
    expect(judged.eligibility.unmet.map((one: { id: string }) => one.id)).toEqual(["adult", "resident"]);
    expect(judged.eligibility.unmet[1].refersTo.en).toBe("The reporting centre");
    await must(world.judge(id));
    expect(await countedBy(world)).toEqual(
      expect.arrayContaining(["condition-unmet adult ×1", "condition-unmet resident ×1"]),
    );
    expect((await world.move("officer", id, "eligible")).body).toMatchObject({ reason: "missing" });
    await must(world.move("officer", id, "not-eligible", { reason: "الشروط لا تنطبق" }));
    expect((await topicsOf(world, id))[0]).toEqual({ topic: "refused", reason: "الشروط لا تنطبق" });
  });

  test("a condition that cannot be read proves nothing and is named with its field; a person decides with a note", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply({ service: "unclear" });
    await must(world.move("officer", id, "complete"));
    const judged = await must(world.judge(id));
    expect(judged.eligibility).toEqual({
      state: "unknown",
      unmet: [],
      unreadable: [{ id: "adult", expression: "{income} < 5000", problem: "unknownField", field: "income" }],
    });
    expect(judged.journeyView.proven).not.toContain("eligible");
    const claim = { seq: judged.seq, need: "eligible", holds: true };
    expect((await world.call("officer", `/requests/${id}/proofs`, claim)).body).toMatchObject({ reason: "noteNeeded" });
    await must(world.call("officer", `/requests/${id}/proofs`, { ...claim, note: "اطّلعنا على كشف الدخل" }));
    expect((await must(world.move("officer", id, "eligible"))).step).toBe("committee");
  });

  test("whoever is sent elsewhere is told where, and it is counted", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply({ answers: { age: 30, residence: "visitor" } });
    await world.putDocument(id, "identity");
    await must(world.move("officer", id, "complete"));
    await must(world.judge(id));
    expect((await world.move("officer", id, "redirected")).body).toMatchObject({ missing: [{ need: "referral" }] });
    const referral = { type: "out-of-field", to: "مركز البلاغات الموحد" };
    const ended = await must(world.move("officer", id, "redirected", { referral, reason: "خارج المجال" }));
    expect(ended.ending).toBe("referred");
    expect((await countedBy(world)).join()).not.toContain("referral-notified");
    expect((await topicsOf(world, id))[0]).toEqual({ topic: "referred", to: referral.to, reason: "خارج المجال" });
    expect(await countedBy(world)).toEqual(
      expect.arrayContaining(["out-of-field ×1", "referral out-of-field ×1", "referral-notified out-of-field ×1"]),
    );
    expect((await applicantView(world, id)).evaluationLink).toMatch(/\/q\/[a-z0-9]{16}$/);
  });

  test("an objection takes back no telling that never was, and a refusal that no longer stands is told no more", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    await must(world.decide(id, "refused", { reason: "الأولوية لغيره" }));
    await objectToRefusal(world.deps, { associationId: world.policy.id, id, text: "لم يُنظر في المستند" });
    expect(await topicsOf(world, id)).toContainEqual({ topic: "refused", reason: "الأولوية لغيره" });
    const net = async () => (await countedBy(world)).filter((text) => text.startsWith("request-notified"));
    expect(await net()).toEqual([]);
    await must(world.decide(id, "refused", { reason: "لم يتغير شيء" }));
    await topicsOf(world, id);
    expect(await net()).toEqual(["request-notified ×1"]);
  });

  test("is withdrawn by the person, who may then say how it was; the same code serves everybody", async () => {
    const world = await requestWorld(await open());
    const associationId = world.policy.id;
    const [one, two] = [await world.apply(), await world.apply()];
    await expect(withdrawRequest(world.deps, { associationId, id: one.id, seq: 4 })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "changed", seq: 5 },
    });
    for (const { id } of [one, two]) await withdrawRequest(world.deps, { associationId, id });
    await expect(withdrawRequest(world.deps, { associationId, id: one.id })).rejects.toMatchObject({
      details: { reason: "ended" },
    });
    const view = await world.view(one.id);
    expect(view).toMatchObject({ ending: "withdrawn", step: null });
    const links = [await applicantView(world, one.id), await applicantView(world, two.id)];
    expect(links[0]?.evaluationLink).toBe(links[1]?.evaluationLink);
    const points = await world.deps.store.read.selectFrom("service_point").selectAll().execute();
    expect(points).toMatchObject([{ form_id: "request-outcome", service: "support", closed_at: null }]);
    expect(await countedBy(world)).toContain("request-ended request/documents withdrawn ×2");
  });

  test("a refusal is objected to once, within its time; the decision that follows closes the objection", async () => {
    const world = await requestWorld(await open());
    const associationId = world.policy.id;
    const id = await atCommittee(world);
    await must(world.decide(id, "refused", { reason: "الأولوية لغيره" }));
    expect(await countedBy(world)).not.toContain("request-notified ×1");
    for (let looks = 0; looks < 2; looks += 1) await topicsOf(world, id);
    expect(await countedBy(world)).toEqual(
      expect.arrayContaining([
        "request-ended request/committee refused ×1",
        "request-notified ×1",
        "request-decided refused ×1",
      ]),
    );
    await objectToRefusal(world.deps, { associationId, id, text: "لم يُنظر في المستند" });
    const complaints = () => world.deps.store.read.selectFrom("complaint").selectAll().execute();
    expect(await complaints()).toMatchObject([{ type: "objection", request_id: id, closed_at: null }]);
    const [line] = (await must(world.call("committee", "/committee"))).queue;
    expect(line).toMatchObject({ id, isObjection: true, step: "committee" });
    expect((await countedBy(world)).filter((text) => /request-(ended|notified|decided)/.test(text))).toEqual([]);

    world.clock.now += 20 * DAY;
    await must(world.decide(id, "refused", { reason: "لم يتغير شيء" }));
    await must(world.call("officer", `/requests/${id}/told`, {}));
    expect(await complaints()).toMatchObject([{ outcome: "not-upheld", closed_at: world.clock.now }]);
    await expect(objectToRefusal(world.deps, { associationId, id, text: "مرة أخرى" })).rejects.toMatchObject({
      details: { reason: "ended" },
    });
    const counted = await countedBy(world);
    expect(counted).toEqual(
      expect.arrayContaining([
        "complaint-received objection ×1",
        "complaint-closed objection ×1",
        "complaint-closed-late objection ×1",
        "request-decided refused ×1",
        "request-notified ×1",
      ]),
    );

    const late = await atCommittee(world);
    await must(world.decide(late, "refused", { reason: "غير ممكن" }));
    world.clock.now += 31 * DAY;
    expect((await world.view(late)).journeyView.outcomes).toEqual([]);
    await expect(objectToRefusal(world.deps, { associationId, id: late, text: "تأخرت" })).rejects.toMatchObject({
      details: { reason: "tooLate" },
    });
    expect(await complaints()).toHaveLength(1);
  });

  test("an objection whose request ends elsewhere is closed too, with what was said", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    await must(world.decide(id, "refused", { reason: "الأولوية لغيره" }));
    await objectToRefusal(world.deps, { associationId: world.policy.id, id, text: "لم يُنظر في المستند" });
    await must(world.decide(id, "unclear", { reason: "نحتاج إلى إيضاح", present: [] }));
    const { seq } = await world.view(id);
    const proof = { seq, need: "explanation", holds: true, note: "شُرحت الإجراءات" };
    await must(world.call("researcher", `/requests/${id}/proofs`, proof));
    await must(world.move("researcher", id, "clarified"));
    await must(world.move("officer", id, "complete"));
    const referral = { type: "out-of-field", to: "مركز البلاغات الموحد" };
    await must(world.move("officer", id, "redirected", { referral, reason: "خارج المجال" }));
    expect(await world.deps.store.read.selectFrom("complaint").select(["outcome", "closed_at"]).execute()).toEqual([
      { outcome: "partly", closed_at: world.clock.now },
    ]);
  });

  test("an objection that is upheld takes the refusal back for good", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    await must(world.decide(id, "refused", { reason: "غير ممكن" }));
    const objection = { reason: "اعتراض هاتفي" };
    expect(await world.move("officer", id, "objection", objection)).toMatchObject({
      ...{ status: 422, body: { reason: "wayNeeded" } },
    });
    const objected = await must(world.move("officer", id, "objection", { ...objection, way: "phone" }));
    expect(objected.history.at(-1).detail).toEqual({ ...objection, way: "phone" });
    expect((await topicsOf(world, id)).map(({ topic }) => topic)).toContain("objection");
    await must(world.decide(id, "accepted"));
    expect(await world.deps.store.read.selectFrom("complaint").select("outcome").execute()).toEqual([
      { outcome: "upheld" },
    ]);
    expect((await countedBy(world)).filter((text) => /request-(ended|notified|decided)/.test(text))).toEqual([
      "request-decided accepted ×1",
    ]);
  });

  test("an explanation pauses the clock of the decision", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    world.clock.now += 3 * DAY;
    await must(world.decide(id, "unclear", { reason: "نحتاج إلى إيضاح", present: [] }));
    world.clock.now += 10 * DAY;
    const paused = await world.view(id);
    expect(paused.step).toBe("clarification");
    expect(paused.journeyView.clocks).toMatchObject([{ id: "decision", ranDays: 3, isPaused: true }]);
    expect((await world.move("researcher", id, "clarified")).body).toMatchObject({
      missing: [{ need: "explanation" }],
    });
    const proof = { seq: paused.seq, need: "explanation", holds: true, note: "شُرحت الإجراءات" };
    expect((await world.call("officer", `/requests/${id}/proofs`, proof)).body).toMatchObject({ reason: "notYours" });
    await must(world.call("researcher", `/requests/${id}/proofs`, proof));
    await must(world.move("researcher", id, "clarified"));
    await must(world.move("officer", id, "complete"));
    await must(world.move("officer", id, "eligible"));
    world.clock.now += 2 * DAY;
    const [line] = (await must(world.call("committee", "/committee"))).queue;
    expect(line.decision).toMatchObject({ days: 14, ranDays: 5, isPaused: false, isBefore: true, isAfter: false });
    expect((await countedBy(world)).filter((text) => text.startsWith("request-checked"))).toEqual([
      "request-checked complete ×1",
    ]);
    expect(await topicsOf(world, id)).toContainEqual({ topic: "clarification", reason: "نحتاج إلى إيضاح" });
  });

  test("a station outside is left when it has come back, and is late by the policy's own ceiling", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply({ service: "permit" });
    expect((await world.move("officer", id, "done")).body).toMatchObject({ reason: "notSent" });
    const send = async (path: "send" | "return") =>
      world.call("officer", `/requests/${id}/${path}`, { seq: (await world.view(id)).seq });
    expect((await send("return")).body).toMatchObject({ reason: "notSent" });
    await must(send("send"));
    expect((await world.move("officer", id, "done")).body).toMatchObject({ reason: "notReturned" });
    expect((await world.view(id)).isOverdue).toBe(false);
    world.clock.now += 3 * DAY + 1;
    const [line] = (await must(world.call("officer", "/requests"))).requests;
    expect(line).toMatchObject({ id, isOverdue: true });
    await must(send("return"));
    expect((await must(world.move("officer", id, "done"))).ending).toBe("ended");
  });

  test("of two who act on the same state the second is told what changed, and nothing is overwritten", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply({ service: "plain" });
    const { seq } = await world.view(id);
    const acts = ["officer", "researcher"].map((role) =>
      world.call(role as "officer", `/requests/${id}/moves`, { seq, outcome: "complete", detail: {} }),
    );
    const answers = await Promise.all(acts);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const second = answers.find(({ status }) => status === 409);
    expect(second?.body).toMatchObject({
      reason: "changed",
      seq: seq + 1,
      since: [{ seq: seq + 1, action: { type: "move", outcome: "complete" } }],
    });
    expect((await world.view(id)).seq).toBe(seq + 1);
  });

  test("the list is filtered and paged; every reading of one request is kept in the audit trail", async () => {
    const world = await requestWorld(await open());
    const ids: string[] = [];
    for (const service of ["support", "plain", "plain"]) {
      ids.push((await world.apply({ service })).id);
      world.clock.now += DAY;
    }
    const list = async (query: string) => must(world.call("officer", `/requests${query}`));
    const first = await list("?limit=2");
    expect(first.requests.map((one: { id: string }) => one.id)).toEqual(ids.slice(0, 2));
    const second = await list(`?limit=2&cursor=${first.next}`);
    expect(second).toMatchObject({ requests: [{ id: ids[2] }], next: null });
    expect((await list("?service=plain")).requests).toHaveLength(2);
    expect((await list("?step=committee")).requests).toEqual([]);
    expect((await list("?state=ended")).requests).toEqual([]);
    for (const query of ["?limit=1000", "?cursor=x", "?state=all", "?name=نورة"]) {
      expect((await world.call("officer", `/requests${query}`)).status).toBe(400);
    }
    world.clock.now += 20 * DAY;
    expect((await list("?limit=1")).requests).toMatchObject([{ isOverdue: true }]);

    const audit = () =>
      world.deps.store.read
        .selectFrom("audit_entry")
        .select(["act", "entity_id", "role"])
        .where("entity_id", "not like", "list of %")
        .execute();
    expect(await audit()).toEqual([]);
    await world.view(ids[0] ?? "");
    expect(await audit()).toEqual([{ act: "read", entity_id: ids[0], role: "officer" }]);
    await must(world.call("officer", `/requests/${ids[0]}/told`, {}));
    expect(await countedBy(world)).toContain("request-followed staff ×1");
    expect(todayIn("Asia/Riyadh", world.clock.now)).toBe("2026-07-08");
  });
});
