import { z } from "zod";

/** `measure`: opens the form of a new improvement that is measured by this metric. */
export const ActionSearch = z.object({ measure: z.string().max(80).optional().catch(undefined) });
export type ActionSearch = z.infer<typeof ActionSearch>;
