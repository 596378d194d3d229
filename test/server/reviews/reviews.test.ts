import { expect, test } from "vitest";
import type { Caller } from "#server/http/caller.ts";
import { finishReview } from "#server/reviews/finish-review.ts";
import { listReviews } from "#server/reviews/list-reviews.ts";
import { scheduleReview } from "#server/reviews/schedule-review.ts";
import { createSeal, placeOf } from "#server/store/seal.ts";
import { makePolicy, policiesOf, seedAssociation, TEST_NOW } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

describeStores("reviews of beneficiaries' data", (open) => {
  async function house(reviewMonths: number | undefined = 12) {
    const store = await open();
    const policy = await seedAssociation(store, makePolicy(reviewMonths ? { reviewMonths } : {}));
    const deps = {
      ...{ store, policies: policiesOf(policy), seal: createSeal("a secret of the tests"), clock: () => TEST_NOW },
    };
    const caller: Caller = {
      ...{ type: "person", id: "officer-1", name: "Officer", role: "officer" },
      ...{ associationId: policy.id, partnerId: null },
    };
    const deliver = (id: string, from: string) =>
      store.write(async (tx) => {
        await tx
          .insertInto("request")
          .values({
            ...{ association_id: policy.id, id, code_hash: id, journey: "request", policy_version: 1 },
            ...{ service: "consultation", channel: "phone", kind: "family", language: "ar", way: "phone" },
            ...{ opened_at: TEST_NOW, step: null, ending: "delivered", since: TEST_NOW, seq: 1 },
            person_sealed: deps.seal.seal({ name: `اسم ${id}` }, placeOf("request", "person", policy.id, id)),
            ...{ answers_sealed: "", form_id: "f", form_version: 1, consent_version: 1 },
            ...{ delivery_id: null, review_due_on: null },
          })
          .execute();
        return scheduleReview(tx, { policy, requestId: id, from });
      });
    const due = async () => (await listReviews(deps, policy.id, { state: "due", limit: 9 })).reviews;
    const requestDueOn = async (id: string) =>
      (await store.read.selectFrom("request").select("review_due_on").where("id", "=", id).executeTakeFirstOrThrow())
        .review_due_on;
    return { store, policy, deps, caller, deliver, due, requestDueOn };
  }

  test("one is due so many months after the delivery, the longest waiting first", async () => {
    const { deps, policy, deliver, requestDueOn } = await house();
    const { dueOn, counts } = await deliver("late", "2025-02-28");
    await deliver("soon", "2025-07-01");
    expect([dueOn, counts.map(({ measure, n }) => [measure, n])]).toEqual(["2026-02-28", [["review-due", undefined]]]);
    expect(await requestDueOn("late")).toBe("2026-02-28");
    const listed = await listReviews(deps, policy.id, { state: "due", limit: 1 });
    expect([listed.overdue, listed.reviews]).toMatchObject([1, [{ name: "اسم late", isOverdue: true }]]);
    const [on = "", id = ""] = (listed.next ?? "").split(".");
    const rest = await listReviews(deps, policy.id, { state: "due", limit: 1, cursor: [on, id] });
    expect(rest).toMatchObject({ reviews: [{ name: "اسم soon", isOverdue: false }], next: null });
  });

  test("where the policy asks for none, none is due", async () => {
    const { deps, policy } = await house();
    const silent = { ...policy, reviewMonths: undefined };
    expect(
      await deps.store.write((tx) => scheduleReview(tx, { policy: silent, requestId: "x", from: "2026-01-01" })),
    ).toEqual({ dueOn: null, counts: [] });
  });

  test("what continues is due again; what was done counts on the day on which it was due", async () => {
    const { store, deps, caller, deliver, due, requestDueOn } = await house();
    await deliver("r1", "2025-05-01");
    const [line] = await due();
    expect(await finishReview(deps, caller, line?.id ?? "", { outcome: "continues", note: "" })).toEqual({
      nextDueOn: "2027-06-15",
    });
    expect(await requestDueOn("r1")).toBe("2027-06-15");
    expect((await due()).map(({ dueOn }) => dueOn)).toEqual(["2027-06-15"]);
    const counted = await store.read
      .selectFrom("milestone")
      .select(["measure", "outcome", "counted_on", "n"])
      .execute();
    expect(counted.toSorted((a, b) => (a.counted_on < b.counted_on ? -1 : 1))).toEqual([
      { measure: "review-done", outcome: "continues", counted_on: "2026-05-01", n: 1 },
      { measure: "review-due", outcome: "", counted_on: "2027-06-15", n: 1 },
    ]);
  });

  test("what ends is told with its reason, which is sealed; and is done once", async () => {
    const { store, deps, caller, deliver, due, requestDueOn } = await house();
    await deliver("r1", "2025-05-01");
    const id = (await due())[0]?.id ?? "";
    const end = () => finishReview(deps, caller, id, { outcome: "ended", reason: "انتقلت خارج نطاق الخدمة" });
    await end();
    await expect(end()).rejects.toMatchObject({ code: "conflict" });
    expect([await due(), await requestDueOn("r1")]).toEqual([[], null]);
    const notice = await store.read.selectFrom("notice").selectAll().executeTakeFirstOrThrow();
    expect([notice.topic, notice.subject_id]).toEqual(["review-ended", "r1"]);
    const kept = JSON.stringify([notice, await store.read.selectFrom("review").selectAll().execute()]);
    expect(kept).not.toContain("نطاق");
    await expect(
      finishReview(deps, { ...caller, associationId: "other" }, id, { outcome: "continues", note: "" }),
    ).rejects.toMatchObject({ code: "notFound" });
  });
});
