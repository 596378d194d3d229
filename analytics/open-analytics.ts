import type { Analytics } from "#analytics/analytics.ts";
import { checkpoint, makeCompaction } from "#analytics/cubes/compact.ts";
import { CUBE_FAMILIES } from "#analytics/cubes/families.ts";
import { makeAppender } from "#analytics/facts/append-batch.ts";
import { readOrigin, readWatermark } from "#analytics/facts/watermark.ts";
import { listComments } from "#analytics/list-comments.ts";
import { runQueries, runQuery } from "#analytics/run-query.ts";
import { openSchema } from "#analytics/schema/open-schema.ts";
import { FACT_TABLE_IDS, LOOKUP_TABLES } from "#analytics/schema/tables.ts";
import type { WarehouseSettings } from "#analytics/warehouse.ts";

/**
 * Opens the read model in a file, or in memory with `:memory:`. A file that is damaged or of another version is moved
 * aside and an empty one opened: its watermark is 0, so the feed starts over. Throws when another process holds the file.
 */
export async function openAnalytics(settings: WarehouseSettings): Promise<Analytics> {
  const warehouse = await openSchema(settings);
  const appender = makeAppender(warehouse);
  const compaction = makeCompaction(warehouse);
  return {
    append: async (batch) => {
      await appender.append(batch);
      await compaction.afterBatch();
    },
    watermark: () => warehouse.read(readWatermark),
    origin: () => warehouse.read(readOrigin),
    forAssociation: (scope) => ({
      query: (query) => runQuery({ warehouse, scope, query, sources: "cubes" }),
      queryAll: (queries) => runQueries({ warehouse, scope, queries, sources: "cubes" }),
      listComments: (filter) => listComments(warehouse, scope.associationId, filter),
    }),
    reset: async (installation) => {
      await warehouse.write(async ({ run }) => {
        const facts = FACT_TABLE_IDS.map((fact) => `fact_${fact}`);
        const tables = [...facts, ...Object.keys(LOOKUP_TABLES), ...CUBE_FAMILIES.map(({ table }) => table)];
        for (const table of tables) await run(`DELETE FROM ${table}`);
        await run("UPDATE meta SET watermark = 0, installation = $1, last_change = NULL", [installation ?? null]);
        appender.forget();
      });
      await checkpoint(warehouse);
    },
    close: () => warehouse.close(),
  };
}
