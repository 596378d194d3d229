import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listDeliveries } from "#server/deliveries/list-deliveries.ts";
import { recordDeliveries } from "#server/deliveries/record-deliveries.ts";
import type { Store } from "#server/store/store.ts";
import { deliveryDeps } from "#test/support/delivery-deps.ts";
import { makePolicy, seedAssociation } from "#test/support/factories.ts";
import { storeOpener } from "#test/support/stores.ts";

// A few references, so that rows meet again; texts of any script, so that both sort and compare alike.
const Row = fc.record({
  reference: fc.oneof(
    fc.constantFrom("1", "2", "3", "٤", "A", "a"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 }),
  ),
  service: fc.constantFrom("consultation", "shelter", "archive", "الاستشارات", "unknown"),
  channel: fc.constantFrom("", "phone", "هاتف", "smoke"),
  branch: fc.oneof(fc.constantFrom("", "الرياض"), fc.string({ unit: "grapheme", maxLength: 8 })),
  kind: fc.constantFrom("", "family", "child"),
  deliveredOn: fc.constantFrom("2026-06-15", "2026-06-14", "2026-01-01", "2027-01-01"),
});
const Batches = fc.array(fc.array(Row, { maxLength: 8 }), { minLength: 1, maxLength: 4 });

describe("SQLite and PostgreSQL", () => {
  const [openSqlite, openPostgres] = [storeOpener("sqlite"), storeOpener("postgres")];

  it("give the same answers and hold the same rows after the same deliveries", { timeout: 60_000 }, async () => {
    const stores = [await openSqlite(), await openPostgres()];
    await fc.assert(
      fc.asyncProperty(Batches, async (batches) => {
        const policy = makePolicy();
        const [left, right] = await Promise.all(
          stores.map(async (store) => {
            await seedAssociation(store, policy);
            const deps = deliveryDeps(store, policy);
            const results: unknown[] = [];
            for (const rows of batches) results.push(await recordDeliveries(deps, { associationId: policy.id, rows }));
            return withoutRandom({
              results,
              rows: await readAll(store, policy.id),
              listed: await list(deps, policy.id),
            });
          }),
        );
        expect(left).toEqual(right);
      }),
      { numRuns: 25 },
    );
  });
});

async function readAll(store: Store, associationId: string) {
  const rows = await store.read
    .selectFrom("delivery as d")
    .leftJoin("invitation as i", (join) =>
      join.onRef("i.association_id", "=", "d.association_id").onRef("i.delivery_id", "=", "d.id"),
    )
    .select(["d.reference", "d.service", "d.channel", "d.branch", "d.kind", "d.delivered_on", "d.recorded_at"])
    .select(["i.form_id", "i.form_version", "i.mode", "i.due_at", "i.expires_at", "i.answered_on"])
    .where("d.association_id", "=", associationId)
    .execute();
  const changes = await store.read
    .selectFrom("change as c")
    .leftJoin("invitation as i", "i.id", "c.entity_id")
    .innerJoin("delivery as d", (join) =>
      join.on((eb) => eb.or([eb("d.id", "=", eb.ref("c.entity_id")), eb("d.id", "=", eb.ref("i.delivery_id"))])),
    )
    .select(["c.entity", "c.event", "d.reference"])
    .where("c.association_id", "=", associationId)
    .orderBy("c.seq")
    .execute();
  return { deliveries: rows.map((row) => JSON.stringify(row)).sort(), changes };
}

async function list(deps: Parameters<typeof listDeliveries>[0], associationId: string) {
  const { deliveries } = await listDeliveries(deps, { associationId, limit: 200 });
  return deliveries.map((delivery) => JSON.stringify(delivery)).sort();
}

/** Links are random; that there is one is not. */
function withoutRandom(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/\/e\/[\w-]{22}/gu, "/e/token"));
}
