import { z } from "zod";

export const PARTS = ["clauses", "versions", "readings", "shelf"] as const;
export type Part = (typeof PARTS)[number];
export const PERIODS = ["last12Months", "lastQuarter", "lastYear", "lastHijriYear"] as const;
/** States from what asks for a decision to what does not. */
export const STATES = ["unmet", "risk", "noData", "met", "measured"] as const;
export const SHOWN = ["all", "attention", ...STATES] as const;
export type Shown = (typeof SHOWN)[number];

/** The policy page's part of the address; what cannot be read there is left out, so an old link still opens. */
export const PolicySearch = z.object({
  part: z.enum(PARTS).optional().catch(undefined),
  period: z.enum(PERIODS).optional().catch(undefined),
  show: z.enum(SHOWN).optional().catch(undefined),
});
export type PolicySearch = z.infer<typeof PolicySearch>;
