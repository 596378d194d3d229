import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { readChanges } from "#server/feed/read-changes.ts";
import { createFormShelf } from "#server/forms/form-shelf.ts";
import { openStore } from "#server/store/open-store.ts";
import { recordChanges, type Change, type Store } from "#server/store/store.ts";
import { policiesOf, seedAssociation, TEST_NOW } from "#test/support/factories.ts";
import { describeStores, freshPlace, storeOpener } from "#test/support/stores.ts";

describeStores("the store", (open, dialect) => {
  it("refuses a row of an association that does not exist", async () => {
    const store = await open();
    const row = { association_id: "nobody", id: "f", title: "f", created_at: 1 };
    await expect(store.write((tx) => tx.insertInto("form").values(row).execute())).rejects.toThrow(/foreign key/i);
  });

  it("refuses an invitation to a delivery of another association", async () => {
    const store = await open();
    const [ours, theirs] = [await seedAssociation(store), await seedAssociation(store)];
    await addDelivery(store, theirs.id, "d1");
    const invitation = {
      association_id: ours.id,
      id: "i1",
      delivery_id: "d1",
      form_id: "general-service",
      form_version: 1,
      mode: "link",
      token_hash: "h",
      due_at: 1,
      expires_at: 2,
      answered_on: null,
      revoked_at: null,
    };
    await expect(store.write((tx) => tx.insertInto("invitation").values(invitation).execute())).rejects.toThrow(
      /foreign key/i,
    );
  });

  it("refuses the same reference twice in one association and takes it in two", async () => {
    const store = await open();
    const [ours, theirs] = [await seedAssociation(store), await seedAssociation(store)];
    await addDelivery(store, ours.id, "d1", "7");
    await addDelivery(store, theirs.id, "d1", "7");
    await expect(addDelivery(store, ours.id, "d2", "7")).rejects.toThrow(/unique/i);
  });

  it("writes nothing of a transaction that fails", async () => {
    const store = await open();
    const { id } = await seedAssociation(store);
    const failing = store.write(async (tx) => {
      await recordChanges(tx, store.dialect, [toChange(id, "d1")]);
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    expect(await store.read.selectFrom("change").selectAll().execute()).toEqual([]);
  });

  it("lets thirty transactions read beside themselves without waiting for each other", async () => {
    const store = await open();
    const { id } = await seedAssociation(store);
    const work = Array.from({ length: 30 }, (_, index) =>
      store.write(async (tx) => {
        await tx.selectFrom("association").select("id").execute();
        await store.read.selectFrom("association").select("id").where("id", "=", id).executeTakeFirstOrThrow();
        return index;
      }),
    );
    expect(await Promise.all(work)).toHaveLength(30);
  });

  it("numbers thousands of changes in the order they were recorded", async () => {
    const store = await open();
    const { id } = await seedAssociation(store);
    const names = Array.from({ length: 1_234 }, (_, index) => `d${index}`);
    await store.write((tx) =>
      recordChanges(
        tx,
        store.dialect,
        names.map((name) => toChange(id, name)),
      ),
    );
    const rows = await store.read.selectFrom("change").select("entity_id").orderBy("seq").execute();
    expect(rows.map((row) => row.entity_id)).toEqual(names);
  });

  it("opens again with what was written", async () => {
    const place = await freshPlace(dialect);
    const before = await openStore(place.at);
    const { id } = await seedAssociation(before);
    await before.close();
    const after = await openStore(place.at);
    expect(await after.read.selectFrom("association").selectAll().execute()).toEqual([{ id, created_at: TEST_NOW }]);
    await after.close();
    await place.remove();
  });

  it("tells its listeners after a commit, and not after a failure", async () => {
    const store = await open();
    let heard = 0;
    const stop = store.onChange(() => (heard += 1));
    await store.write((tx) => tx.insertInto("association").values({ id: "a", created_at: 1 }).execute());
    await store.write(() => Promise.reject(new Error("no"))).catch(() => undefined);
    stop();
    await store.write((tx) => tx.insertInto("association").values({ id: "b", created_at: 1 }).execute());
    expect(heard).toBe(1);
  });
});

describe("the two stores", () => {
  const [openSqlite, openPostgres] = [storeOpener("sqlite"), storeOpener("postgres")];

  it("have the same tables and columns", async () => {
    const [sqlite, postgres] = [await describeTables(await openSqlite()), await describeTables(await openPostgres())];
    expect(sqlite).toEqual(postgres);
    expect(Object.keys(sqlite)).toContain("invitation");
  });
});

describe("SQLite", () => {
  const open = storeOpener("sqlite");

  it("keeps every table STRICT, so that a text never lands in a column of numbers", async () => {
    const store = await open();
    const tables = await sql<{ name: string; strict: number }>`select name, strict from pragma_table_list
      where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'`.execute(
      store.read,
    );
    expect(tables.rows.length).toBeGreaterThan(10);
    expect(tables.rows.filter(({ strict }) => strict === 0)).toEqual([]);
    await expect(
      store.write((tx) =>
        tx
          .insertInto("association")
          .values({ id: "a", created_at: "soon" as never })
          .execute(),
      ),
    ).rejects.toThrow(/TEXT value in INTEGER/i);
  });

  it("waits for the disk at each commit and does not write through the reading connection", async () => {
    const store = await open();
    expect((await sql`pragma journal_mode`.execute(store.writer)).rows).toEqual([{ journal_mode: "wal" }]);
    expect((await sql`pragma synchronous`.execute(store.writer)).rows).toEqual([{ synchronous: 2 }]);
    await expect(store.read.insertInto("association").values({ id: "a", created_at: 1 }).execute()).rejects.toThrow(
      /readonly/i,
    );
  });
});

describe("PostgreSQL", () => {
  const open = storeOpener("postgres");

  it("lets no slow transaction make the feed of analytics skip its changes", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    for (const id of ["slow", "quick"]) await addDelivery(store, policy.id, id);
    const read = (after: number) =>
      readChanges({ store, forms: createFormShelf(store), policies: policiesOf(policy), after, limit: 10 });

    const recorded = gate();
    const commit = gate();
    const slow = store.write(async (tx) => {
      await recordChanges(tx, store.dialect, [toChange(policy.id, "slow")]);
      recorded.open();
      await commit.opened;
    });
    await recorded.opened;
    const quick = store.write((tx) => recordChanges(tx, store.dialect, [toChange(policy.id, "quick")]));
    await untilSomebodyWaits(store);
    // The quick one has not passed the slow one, so there is nothing that a reader could skip.
    expect(await read(0)).toBeUndefined();
    commit.open();
    await Promise.all([slow, quick]);

    const batch = await read(0);
    expect(batch?.records.map((record) => "deliveryId" in record && record.deliveryId)).toEqual(["slow", "quick"]);
  });

  it("would skip them without the lock: the trap that it guards against is real", async () => {
    const store = await open();
    const { id } = await seedAssociation(store);
    const inserted = gate();
    const commit = gate();
    const slow = store.write(async (tx) => {
      await tx.insertInto("change").values(toChange(id, "slow")).execute();
      inserted.open();
      await commit.opened;
    });
    await inserted.opened;
    await store.write((tx) => tx.insertInto("change").values(toChange(id, "quick")).execute());
    const seen = await store.read.selectFrom("change").select(["seq", "entity_id"]).execute();
    expect(seen.map(({ entity_id }) => entity_id)).toEqual(["quick"]);
    commit.open();
    await slow;
    const watermark = seen[0]?.seq ?? 0;
    const later = await store.read.selectFrom("change").select("entity_id").where("seq", ">", watermark).execute();
    expect(later).toEqual([]);
  });
});

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Returns when a transaction of this database waits for the lock of changes. */
async function untilSomebodyWaits(store: Store): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`.execute(store.read);
    if (rows[0]?.waiting === 1) return;
  }
}

function toChange(associationId: string, entityId: string): Change {
  return { association_id: associationId, entity: "delivery", event: "recorded", entity_id: entityId };
}

async function addDelivery(store: Store, associationId: string, id: string, reference = id): Promise<void> {
  const words = {
    service: "consultation",
    channel: "",
    branch: "",
    kind: "",
    language: "",
    delivered_on: "2026-06-01",
  };
  await store.write((tx) =>
    tx
      .insertInto("delivery")
      .values({ association_id: associationId, id, reference, ...words, recorded_at: TEST_NOW, place: "" })
      .execute(),
  );
}

async function describeTables(store: Store): Promise<Record<string, string[]>> {
  const tables = await store.read.introspection.getTables();
  const entries = tables.map(({ name, columns }) => {
    // SQLite calls a primary key that it fills in itself nullable.
    const described = columns.map(({ name, isNullable, isAutoIncrementing }) =>
      isNullable && !isAutoIncrementing ? `${name}?` : name,
    );
    return [name, described.sort()] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
