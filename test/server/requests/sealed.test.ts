import { expect, test } from "vitest";
import { atCommittee, DAY, must, requestWorld } from "#test/server/requests/request-world.ts";
import { readRequestView } from "#server/requests/read-request-view.ts";
import { describeStores } from "#test/support/stores.ts";

describeStores("a request for a sealed service", (open) => {
  test("leaves no way from the request to its delivery, and counts by the month alone", async () => {
    const world = await requestWorld(await open());
    const { deps, policy, clock } = world;
    const id = await atCommittee(world, { service: "sheltered" });
    clock.now += 15 * DAY + 12_345;
    await must(world.decide(id, "accepted"));
    await must(world.move("officer", id, "registered"));
    await must(world.move("officer", id, "delivered", { delivery: { deliveredOn: "2026-06-30", place: "site" } }));
    expect((await world.view(id)).ending).toBe("delivered");

    const request = await deps.store.read.selectFrom("request").selectAll().executeTakeFirstOrThrow();
    const delivery = await deps.store.read.selectFrom("delivery").selectAll().executeTakeFirstOrThrow();
    expect(request.delivery_id).toBeNull();
    expect(delivery.reference).toMatch(/^R-[0-9a-f-]{36}$/);
    expect(JSON.stringify(delivery)).not.toContain(id);
    expect(delivery.recorded_at).toBe(Date.UTC(2026, 5, 29, 21));
    expect(await deps.store.read.selectFrom("invitation").selectAll().execute()).toEqual([]);
    const view = await readRequestView(deps, { associationId: policy.id, id, reader: "applicant" });
    expect(view.evaluationLink).toBeNull();

    const days = await deps.store.read.selectFrom("milestone").select("counted_on").distinct().execute();
    expect(days.every(({ counted_on }) => counted_on.endsWith("-01"))).toBe(true);
    const measures = await deps.store.read.selectFrom("milestone").select("measure").distinct().execute();
    expect(measures.map(({ measure }) => measure)).toEqual(
      expect.arrayContaining(["request-opened", "request-delivered", "request-ended", "clock-stopped"]),
    );
  });

  test("that ends without the service is evaluated through the one code of all of them", async () => {
    const world = await requestWorld(await open());
    const { deps, policy } = world;
    const [one, two] = [
      await atCommittee(world, { service: "sheltered" }),
      await atCommittee(world, { service: "sheltered" }),
    ];
    for (const id of [one, two]) await must(world.decide(id, "refused", { reason: "لا تنطبق المعايير" }));
    const linkOf = async (id: string) =>
      (await readRequestView(deps, { associationId: policy.id, id, reader: "applicant" })).evaluationLink;
    expect(await linkOf(one)).toMatch(/\/q\/[a-z0-9]{16}$/);
    expect(await linkOf(two)).toBe(await linkOf(one));
    expect(await deps.store.read.selectFrom("delivery").select("id").execute()).toEqual([]);
  });
});
