import { z } from "zod";
import type { Origin } from "#analytics/records.ts";
import type { Reader } from "#analytics/warehouse.ts";

const Row = z.object({ watermark: z.number() });

/** Number of the last change applied; 0 when empty. */
export async function readWatermark({ all }: Reader): Promise<number> {
  const [meta] = await all("SELECT CAST(watermark AS DOUBLE) AS watermark FROM meta", [], Row);
  return meta?.watermark ?? 0;
}

const OriginRow = z.object({ installation: z.string().nullable(), lastChange: z.string().nullable() });

/** The store that the numbers come from, as the feed named it. */
export async function readOrigin({ all }: Reader): Promise<Origin> {
  const [meta] = await all('SELECT installation, last_change AS "lastChange" FROM meta', [], OriginRow);
  return meta ?? { installation: null, lastChange: null };
}
