import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, describe, inject } from "vitest";
import type { Dialect } from "#server/store/dialect.ts";
import { openStore } from "#server/store/open-store.ts";
import type { Store } from "#server/store/store.ts";

/** An empty database of its own: what `openStore` takes, and the way to remove it. */
export type Place = { readonly at: { url: string } | { file: string }; readonly remove: () => Promise<void> };

/**
 * Runs the same tests on SQLite and on PostgreSQL. `open` gives a fresh, empty, migrated store; call it in a test or in
 * `beforeEach`, as often as needed: what it opened is closed and removed after each test.
 */
export function describeStores(name: string, tests: (open: () => Promise<Store>, dialect: Dialect) => void): void {
  for (const dialect of ["sqlite", "postgres"] as const) {
    describe(`${name} (${dialect})`, () => {
      tests(storeOpener(dialect), dialect);
    });
  }
}

/** `open` of `describeStores` for tests of one store only. */
export function storeOpener(dialect: Dialect): () => Promise<Store> {
  const opened: { store: Store; place: Place }[] = [];
  const emptied: Place[] = [];
  afterEach(async () => {
    for (const { store, place } of opened.splice(0)) {
      await store.close();
      if (dialect === "sqlite") await place.remove();
      else emptied.push(await empty(place));
    }
  });
  afterAll(async () => {
    for (const place of emptied.splice(0)) await place.remove();
  });
  return async () => {
    const place = emptied.pop() ?? (await freshPlace(dialect));
    const store = await openStore(place.at);
    opened.push({ store, place });
    return store;
  };
}

/** A PostgreSQL database without its rows: a new one takes ten times as long. */
async function empty(place: Place): Promise<Place> {
  if (!("url" in place.at)) throw new Error("only PostgreSQL databases are used again");
  await runOnServer(
    place.at.url,
    `do $$ begin execute (
      select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' restart identity'
      from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
    ); end $$`,
  );
  return place;
}

/** A place for a store that the test opens, closes and removes itself, for instance in another process. */
export async function freshPlace(dialect: Dialect): Promise<Place> {
  if (dialect === "sqlite") {
    const folder = mkdtempSync(join(tmpdir(), "rida-store-"));
    return {
      at: { file: join(folder, "rida.db") },
      remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    };
  }
  const server = await findServer();
  const name = `test_${randomBytes(8).toString("hex")}`;
  await runOnServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { at: { url: url.href }, remove: () => runOnServer(server, `drop database ${name} with (force)`) };
}

async function findServer(): Promise<string> {
  const response = await fetch(inject("postgresAt"));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
