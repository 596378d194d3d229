import { z } from "zod";
import { BilingualText, Slug } from "#policies/text.ts";

/** Who acts in a journey: the roles of an association's people, and those it serves. */
export const Actor = z.enum([
  "applicant",
  "officer",
  "researcher",
  "clinician",
  "committee",
  "projects",
  "partner",
  "quality",
  "admin",
]);
export type Actor = z.infer<typeof Actor>;

/** What a step can need before it may be left; `NEEDS` in `journey.ts` says who brings it and how long it holds. */
export const Need = z.enum([
  "answers",
  "consent",
  "declaration",
  "documents",
  "eligible",
  "ineligible",
  "interview",
  "explanation",
  "reason",
  "quorum",
  "referral",
  "delivery",
  "criteria",
  "report",
  "assessment",
  "follow-ups",
  "study",
  "agreement",
  "impact-reports",
  "evaluation",
]);
export type Need = z.infer<typeof Need>;

const Needs = z.array(Need).default([]);
const By = z.array(Actor).min(1);

/** A way out of a step. `to` names the step that follows or, instead, an ending of the journey. */
export const Outcome = z.strictObject({
  id: Slug,
  name: BilingualText,
  to: Slug,
  needs: Needs,
  /** Who may take it, where that is not everybody who works on the step. */
  by: By.optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/** One station of a journey, with the clause that asks for it. */
export const Step = z.strictObject({
  id: Slug,
  name: BilingualText,
  clause: z.string(),
  by: By,
  /** What every way out needs. */
  needs: Needs,
  outcomes: z.array(Outcome).min(1),
  /** The step waits for somebody outside: it is sent, and may be left when it has come back. */
  external: z.strictObject({ to: BilingualText }).optional(),
  /** Something that is written in this step and opens for these roles only. */
  restricted: z.strictObject({ report: Slug, name: BilingualText, to: By }).optional(),
});
export type Step = z.infer<typeof Step>;

/** An end of the journey. `evaluation` is the form by which whoever came this far is asked how it was (METHODS, rule 4). */
export const Ending = z.strictObject({
  id: Slug,
  name: BilingualText,
  evaluation: Slug.optional(),
  /** The way back in, once: an objection to a refusal. */
  reopens: z
    .strictObject({
      id: Slug,
      name: BilingualText,
      to: Slug,
      by: By,
      withinDays: z.int().min(1).max(365),
      needs: Needs,
    })
    .optional(),
});
export type Ending = z.infer<typeof Ending>;

/**
 * A rule of time, of either reading: `min` says "not before", `max` "not after". It runs from entering `from` until one of
 * `until` (`step.outcome`) is taken, and stands still in the steps of `pauses`.
 */
export const ClockRule = z.strictObject({
  id: Slug,
  name: BilingualText,
  clause: z.string(),
  from: Slug,
  until: z.array(z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/)).min(1),
  bound: z.enum(["min", "max"]),
  days: z.int().min(1).max(3650),
  pauses: z.array(Slug).default([]),
});
export type ClockRule = z.infer<typeof ClockRule>;

/** A procedure of the policy as data: which step may follow which, who acts, and what each needs. */
export const Journey = z.strictObject({
  id: Slug,
  name: BilingualText,
  subject: z.enum(["request", "case", "partnership"]),
  /** The first step. */
  start: Slug,
  steps: z.array(Step).min(1),
  /** Ways out of every step, such as withdrawing. */
  anytime: z.array(Outcome).default([]),
  endings: z.array(Ending).min(1),
  clocks: z.array(ClockRule).default([]),
});
export type Journey = z.infer<typeof Journey>;
