import { z } from "zod";
import { CUBE_FAMILIES } from "#analytics/cubes/families.ts";
import { sumInto } from "#analytics/cubes/statements.ts";
import { FACTS_OF_STAGE } from "#analytics/facts/insert-facts.ts";
import { stageBatch } from "#analytics/facts/stage-batch.ts";
import type { StagedBatch } from "#analytics/facts/stage-batch.ts";
import type { FeedBatch } from "#analytics/records.ts";
import { FACT_TABLE_IDS } from "#analytics/schema/tables.ts";
import type { FactTable, StageTable } from "#analytics/schema/tables.ts";
import type { Bound, Reader, Warehouse, Writer } from "#analytics/warehouse.ts";

const WatermarkRow = z.object({ watermark: z.number() });

/** Number of the last change applied; 0 when empty. */
export async function readWatermark({ all }: Reader): Promise<number> {
  const [meta] = await all("SELECT CAST(watermark AS DOUBLE) AS watermark FROM meta", [], WatermarkRow);
  return meta?.watermark ?? 0;
}

/**
 * Writes facts, adds their sums to every cube and moves the watermark, all in one transaction, so that each change is
 * counted exactly once. A batch at or below the watermark changes nothing.
 */
export async function appendBatch(warehouse: Warehouse, batch: FeedBatch): Promise<void> {
  const staged = stageBatch(batch.records);
  await warehouse.write(async (writer) => {
    if (batch.watermark <= (await readWatermark(writer))) return;
    const facts = FACT_TABLE_IDS.filter((fact) => staged[`stage_${fact}`].length > 0);
    await fillStage(writer, staged);
    for (const fact of facts) {
      await writer.run(`INSERT INTO batch_${fact} ${FACTS_OF_STAGE[fact]}`);
      await writer.run(`INSERT INTO fact_${fact} FROM batch_${fact}`);
    }
    if (facts.some(isCounted)) {
      for (const family of CUBE_FAMILIES) await writer.run(sumInto(family, family.table, "batch_event"));
    }
    await writer.run("UPDATE meta SET watermark = CAST($1 AS BIGINT)", [String(batch.watermark)]);
    await emptyStage(writer, staged, facts);
  });
}

function isCounted(fact: FactTable): boolean {
  return fact !== "comment";
}

async function fillStage({ appendColumns }: Writer, staged: StagedBatch): Promise<void> {
  for (const [table, rows] of Object.entries(staged)) await appendColumns(table, toColumns(rows));
}

async function emptyStage({ run }: Writer, staged: StagedBatch, facts: readonly FactTable[]): Promise<void> {
  for (const table of Object.keys(staged) as StageTable[])
    if (staged[table].length > 0) await run(`DELETE FROM ${table}`);
  for (const fact of facts) await run(`DELETE FROM batch_${fact}`);
}

function toColumns(rows: readonly (readonly Bound[])[]): Bound[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? null));
}
