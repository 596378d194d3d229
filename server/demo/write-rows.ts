import type { InsertObject } from "kysely";
import type { DemoRows } from "#server/demo/rows.ts";
import type { Schema } from "#server/store/schema.ts";
import { MAX_ROWS, recordChanges, type Store, type WriteTransaction } from "#server/store/store.ts";

/**
 * Keeps everything in one transaction, so that a store holds the whole demonstration or nothing of it. Changes are
 * recorded in the order of their instants. `onProgress` gets the share of rows written, 0..1.
 */
export function writeRows(store: Store, rows: DemoRows, onProgress: (share: number) => void): Promise<void> {
  const { deliveries, invitations, servicePoints, submissions, responses } = rows;
  const changes = rows.changes.toSorted((one, other) => one.at - other.at).map(({ change }) => change);
  const total = deliveries.length + invitations.length + submissions.length + responses.length + changes.length;
  let written = 0;

  return store.write(async (tx) => {
    const insert = async <T extends keyof Schema>(table: T, values: readonly InsertObject<Schema, T>[]) => {
      for (let start = 0; start < values.length; start += MAX_ROWS) {
        const part = values.slice(start, start + MAX_ROWS);
        await insertRows(tx, table, part);
        onProgress((written += part.length) / total);
      }
    };
    await insert("service_point", servicePoints);
    await insert("delivery", deliveries);
    await insert("invitation", invitations);
    await insert("submission", submissions);
    await insert("response", responses);
    await recordChanges(tx, store.dialect, changes);
    onProgress(1);
  });
}

async function insertRows<T extends keyof Schema>(
  tx: WriteTransaction,
  table: T,
  values: readonly InsertObject<Schema, T>[],
): Promise<void> {
  await tx.insertInto(table).values(values).execute();
}
