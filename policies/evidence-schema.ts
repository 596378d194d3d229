import { z } from "zod";

/** What the page of the policy can say of itself without counting events; each is worked out by `server/policy/`. */
export const Check = z.enum([
  "approval-dates",
  "next-review",
  "versions",
  "shelf",
  "no-staff-dimension",
  "contradictions",
]);
export type Check = z.infer<typeof Check>;

/**
 * One piece of live evidence of a clause: a metric of analytics, kept to some services, kinds or steps, with the
 * association's goal; or a check of what is kept. Goals are the association's own, and stand on the page beside the state.
 */
export const Evidence = z.union([
  z.strictObject({
    metric: z.string().regex(/^[a-zA-Z0-9-]+$/),
    /** Allowed values by dimension. */
    filters: z.record(z.string(), z.array(z.string()).min(1)).default({}),
    /** Broken down by this dimension on the page. */
    by: z.string().optional(),
    goal: z
      .strictObject({
        /** `atLeast`: met at or above `met`, at risk at or above `risk`. `atMost`: the other way round. */
        is: z.enum(["atLeast", "atMost"]),
        met: z.number(),
        risk: z.number(),
      })
      .optional(),
  }),
  z.strictObject({ check: Check }),
]);
export type Evidence = z.infer<typeof Evidence>;

/** One clause of the adopted text, by its id in the acceptance list (C1, T13, …). */
export const Clause = z.strictObject({
  id: z.string().regex(/^(C|I|Y|T|B|A)\d{1,2}[a-c]?$/),
  /** The policy's own words. */
  text: z.string().trim().min(1),
  gloss: z.string().trim().min(1),
  evidence: z.array(Evidence).default([]),
});
export type Clause = z.infer<typeof Clause>;
