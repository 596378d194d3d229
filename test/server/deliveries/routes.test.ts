import { expect, it } from "vitest";
import type { ListedDelivery } from "#server/deliveries/list-deliveries.ts";
import { getInvitationLink } from "#server/invitations/get-invitation-link.ts";
import { bearer, deliveryApp, deliveryDeps } from "#test/support/delivery-deps.ts";
import { seedAssociation } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

const DELIVERY = { service: "consultation", channel: "phone", deliveredOn: "2026-06-10" };

type Page = { deliveries: ListedDelivery[]; next: string | null };

describeStores("the routes of deliveries", (open) => {
  async function start() {
    const store = await open();
    const [policy, other] = [await seedAssociation(store), await seedAssociation(store)];
    const app = deliveryApp(store, policy, other);
    const officer = await bearer(store, policy.id, "officer");
    const post = (body: unknown, headers: Record<string, string> = officer) =>
      app.request("/deliveries", { method: "POST", body: JSON.stringify(body), headers });
    const list = async (query = "", headers: Record<string, string> = officer) =>
      (await (await app.request(`/deliveries${query}`, { headers })).json()) as Page;
    return { store, policy, other, app, officer, post, list };
  }

  it("answer 201 to a new delivery and 200 to the same again, with one link", async () => {
    const { post } = await start();
    const first = await post({ ...DELIVERY, reference: "1" });
    const second = await post({ ...DELIVERY, reference: "1" });
    expect([first.status, second.status]).toEqual([201, 200]);
    const [created, replayed] = [await first.json(), await second.json()] as { state: string; link: string }[];
    expect([created?.state, replayed?.state]).toEqual(["created", "replayed"]);
    expect(replayed?.link).toBe(created?.link);
  });

  it("answer an array row by row", async () => {
    const { post } = await start();
    const response = await post([
      { ...DELIVERY, reference: "1" },
      { ...DELIVERY, reference: "2", channel: "smoke" },
    ]);
    expect(response.status).toBe(200);
    const { results } = (await response.json()) as { results: { state: string }[] };
    expect(results.map(({ state }) => state)).toEqual(["created", "refused"]);
  });

  it("refuse one wrong delivery with 422 and the field, too many with 400, and what is no JSON with 400", async () => {
    const { post, app, officer } = await start();
    const wrong = await post({ ...DELIVERY, reference: "1", deliveredOn: "soon" });
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({
      title: "unprocessable",
      problems: [{ field: "deliveredOn", value: "soon" }],
    });
    expect((await post(Array.from({ length: 1_001 }, () => DELIVERY))).status).toBe(400);
    expect((await post([])).status).toBe(400);
    expect((await app.request("/deliveries", { method: "POST", body: "{", headers: officer })).status).toBe(400);
  });

  it("refuse endless nesting and endless bodies in words", async () => {
    const { app, officer } = await start();
    const post = (body: string) => app.request("/deliveries", { method: "POST", body, headers: officer });
    const nested = await post(`{"reference":${"[".repeat(50_000)}${"]".repeat(50_000)}}`);
    expect(nested.status).toBe(422);
    expect(await nested.text()).toContain("(a list)");
    expect((await post(`"${"x".repeat(3 * 1024 * 1024)}"`)).status).toBe(413);
    expect((await post('{"__proto__":{"service":"consultation"},"reference":"1"}')).status).toBe(422);
  });

  it("refuse whoever is unknown or may not record", async () => {
    const { store, policy, app, post } = await start();
    const board = await bearer(store, policy.id, "board");
    expect((await post({ ...DELIVERY, reference: "1" }, {})).status).toBe(401);
    expect((await post({ ...DELIVERY, reference: "1" }, board)).status).toBe(403);
    expect((await app.request("/deliveries", { headers: board })).status).toBe(403);
    expect(await store.read.selectFrom("delivery").selectAll().execute()).toEqual([]);
  });

  it("list the newest first, page by page, each delivery once", async () => {
    const { post, list } = await start();
    await post(Array.from({ length: 5 }, (_, index) => ({ ...DELIVERY, reference: `${index}` })));
    const seen: string[] = [];
    let page = await list("?limit=2");
    for (;;) {
      seen.push(...page.deliveries.map(({ reference }) => reference));
      if (page.next === null) break;
      page = await list(`?limit=2&cursor=${page.next}`);
    }
    expect(seen).toEqual(["4", "3", "2", "1", "0"]);
  });

  it("list the link and its QR code, or why nobody was asked", async () => {
    const { policy, store, post, list } = await start();
    await post([
      { ...DELIVERY, reference: "a/b" },
      { ...DELIVERY, reference: "sealed", service: "shelter" },
    ]);
    const { deliveries } = await list();
    const { link } = await getInvitationLink(deliveryDeps(store, policy), policy.id, "a/b");
    expect(deliveries).toEqual([
      expect.objectContaining({ reference: "sealed", invitation: { state: "notAsked", reason: "group" } }),
      {
        reference: "a/b",
        service: "consultation",
        channel: "phone",
        branch: "",
        kind: "",
        deliveredOn: "2026-06-10",
        invitation: {
          state: "issued",
          link,
          qr: expect.stringMatching(/\/api\/v1\/deliveries\/a%2Fb\/qr\.svg\?association=/),
        },
      },
    ]);
  });

  it("show an officer the very same whether or not the person answered", async () => {
    const { store, post, list } = await start();
    await post({ ...DELIVERY, reference: "1" });
    const before = [await list(), await (await post({ ...DELIVERY, reference: "1" })).json()];
    await store.write((tx) =>
      tx.updateTable("invitation").set({ answered_on: "2026-06-12" }).where("due_at", ">", 0).execute(),
    );
    expect([await list(), await (await post({ ...DELIVERY, reference: "1" })).json()]).toEqual(before);
  });

  it("show nothing of another association, by list, reference, cursor or address", async () => {
    const { store, policy, other, app, post, list } = await start();
    await post({ ...DELIVERY, reference: "ours" });
    const stranger = await bearer(store, other.id, "admin");
    expect((await list("", stranger)).deliveries).toEqual([]);
    expect((await list("?reference=ours", stranger)).deliveries).toEqual([]);
    expect((await list("?cursor=ffffffffffff", stranger)).deliveries).toEqual([]);
    expect((await app.request(`/deliveries?association=${policy.id}`, { headers: stranger })).status).toBe(404);
    await expect(getInvitationLink(deliveryDeps(store, policy), other.id, "ours")).rejects.toMatchObject({
      code: "notFound",
    });
  });

  it("find one delivery by its reference", async () => {
    const { post, list } = await start();
    await post([
      { ...DELIVERY, reference: "1" },
      { ...DELIVERY, reference: "2" },
    ]);
    expect((await list("?reference=2")).deliveries.map(({ reference }) => reference)).toEqual(["2"]);
  });
});

describeStores("a revoked link", (open) => {
  it("is no longer given out", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const app = deliveryApp(store, policy);
    const headers = await bearer(store, policy.id, "officer");
    const body = JSON.stringify({ ...DELIVERY, reference: "1" });
    await app.request("/deliveries", { method: "POST", body, headers });
    await store.write((tx) => tx.updateTable("invitation").set({ revoked_at: 1 }).where("due_at", ">", 0).execute());
    await expect(getInvitationLink(deliveryDeps(store, policy), policy.id, "1")).rejects.toMatchObject({
      code: "notFound",
    });
    const again = (await (await app.request("/deliveries", { method: "POST", body, headers })).json()) as object;
    expect(again).not.toHaveProperty("link");
  });
});
