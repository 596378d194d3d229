import { z } from "zod";
import { CUBE_FAMILIES } from "#analytics/cubes/families.ts";
import type { CubeFamily } from "#analytics/cubes/families.ts";
import { sumInto } from "#analytics/cubes/statements.ts";
import type { Warehouse } from "#analytics/warehouse.ts";

/** Rows under which sums are so quick that adding up duplicates is not worth a rewrite. */
const SMALLEST = 20_000;

/** Keeps cubes small: adds up rows of the same keys whenever a cube has doubled since it was last added up. */
export type Compaction = { readonly afterBatch: () => Promise<void> };

export function makeCompaction(warehouse: Warehouse): Compaction {
  const sizeAfterLast = new Map<string, number>();
  return {
    afterBatch: async () => {
      let compacted = false;
      for (const family of CUBE_FAMILIES) {
        const size = await countRows(warehouse, family.table);
        if (size < Math.max(SMALLEST, 2 * (sizeAfterLast.get(family.id) ?? 0))) continue;
        await rewriteCube(warehouse, family, family.table);
        sizeAfterLast.set(family.id, await countRows(warehouse, family.table));
        compacted = true;
      }
      if (compacted) await checkpoint(warehouse);
    },
  };
}

/** Builds every cube anew from the facts, as if the whole feed had been one batch. */
export async function rebuildCubes(warehouse: Warehouse): Promise<void> {
  for (const family of CUBE_FAMILIES) await rewriteCube(warehouse, family, "event");
  await checkpoint(warehouse);
}

/** Replaces the rows of a cube by sums of `source`, sorted, in one transaction: readers see the old rows or the new. */
async function rewriteCube(warehouse: Warehouse, family: CubeFamily, source: string): Promise<void> {
  await warehouse.write(async ({ run }) => {
    await run(`CREATE TEMP TABLE rewritten AS FROM ${family.table} LIMIT 0`);
    await run(sumInto(family, "rewritten", source));
    await run(`DELETE FROM ${family.table}`);
    await run(`INSERT INTO ${family.table} FROM rewritten`);
    await run("DROP TABLE rewritten");
  });
}

/** Frees what was rewritten. Refused while a reader still sees the old rows; the next one, or closing, does it then. */
export async function checkpoint(warehouse: Warehouse): Promise<void> {
  await warehouse.alone("CHECKPOINT").catch((error: unknown) => {
    if (!/Cannot CHECKPOINT/.test(String(error))) throw error;
  });
}

async function countRows(warehouse: Warehouse, table: string): Promise<number> {
  const [row] = await warehouse.read(({ all }) =>
    all(`SELECT CAST(COUNT(*) AS DOUBLE) AS rows FROM ${table}`, [], z.object({ rows: z.number() })),
  );
  return row?.rows ?? 0;
}
