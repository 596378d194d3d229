import { z } from "zod";
import type { Reader } from "#analytics/warehouse.ts";

const Row = z.object({ watermark: z.number() });

/** Number of the last change applied; 0 when empty. */
export async function readWatermark({ all }: Reader): Promise<number> {
  const [meta] = await all("SELECT CAST(watermark AS DOUBLE) AS watermark FROM meta", [], Row);
  return meta?.watermark ?? 0;
}
