import { z } from "zod";
import type { LookupTable } from "#analytics/schema/tables.ts";
import { LOOKUP_TABLES } from "#analytics/schema/tables.ts";
import type { Bound, Reader } from "#analytics/warehouse.ts";

/** Numbers given to texts that repeat, and the rows that a batch adds to them. */
export type Lookup = {
  /** The number of these values; new values get the next. */
  readonly numberOf: (values: readonly Bound[]) => number;
  readonly fresh: readonly (readonly Bound[])[];
};

/** What the lookup tables hold. It is only ever ahead of them inside a transaction; after a failure it is read anew. */
export type Lookups = {
  readonly begin: () => Readonly<Record<LookupTable, Lookup>>;
};

export async function readLookups(reader: Reader): Promise<Lookups> {
  const known = {
    context: await readKnown(reader, "context"),
    item: await readKnown(reader, "item"),
    calendar: await readKnown(reader, "calendar"),
  };
  return {
    begin: () => ({
      context: makeLookup(known.context, "numbered"),
      item: makeLookup(known.item, "numbered"),
      calendar: makeLookup(known.calendar, "plain"),
    }),
  };
}

async function readKnown({ all }: Reader, table: LookupTable): Promise<Map<string, number>> {
  const isNumbered = LOOKUP_TABLES[table].includes(`${table}_no`);
  const columns = [...LOOKUP_TABLES[table].matchAll(/(\w+) (?:VARCHAR|INTEGER)/g)].map(([, name]) => name ?? "");
  const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
  const rows = await all(`SELECT ${columns.join(", ")} FROM ${table}`, [], Row);
  return new Map(
    rows.map((row, index) => {
      const values = columns.map((column) => row[column] ?? null);
      return isNumbered ? [keyOf(values.slice(1)), Number(values[0])] : [keyOf(values), index];
    }),
  );
}

function makeLookup(known: Map<string, number>, kind: "numbered" | "plain"): Lookup {
  const fresh: Bound[][] = [];
  return {
    fresh,
    numberOf: (values) => {
      const key = keyOf(values);
      const found = known.get(key);
      if (found !== undefined) return found;
      const next = known.size;
      known.set(key, next);
      fresh.push(kind === "numbered" ? [next, ...values] : [...values]);
      return next;
    },
  };
}

function keyOf(values: readonly Bound[]): string {
  let key = "";
  for (const value of values) key += `${value}\u0000`;
  return key;
}
