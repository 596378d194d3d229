import { z } from "zod";
import { BilingualText, Slug } from "#policies/text.ts";

/**
 * What somebody must fulfil to be served, over the answers of the application, in SurveyJS's expression language
 * (clauses Y1–Y5, T6, T9). `reason` is told to whoever does not; `passage` is where the text says it.
 */
export const Condition = z.strictObject({
  id: Slug,
  expression: z.string().min(1).max(500),
  reason: BilingualText,
  passage: z.string().min(1),
  /** Whoever does not fulfil it is sent there instead of being refused (clause Y5). */
  refersTo: BilingualText.optional(),
});
export type Condition = z.infer<typeof Condition>;

/** A document that an application needs (clauses C12, T7). `when` is an expression over the answers; without it, always. */
export const DocumentRule = z.strictObject({
  id: Slug,
  name: BilingualText,
  when: z.string().min(1).max(500).optional(),
  /** The document carries a date after which it is void, which must not have passed at submission. */
  expires: z.boolean().default(false),
  /** Older than this, it is void even without a date of its own. */
  notOlderThanMonths: z.int().min(1).max(120).optional(),
  accepts: z
    .array(z.enum(["pdf", "jpeg", "png"]))
    .min(1)
    .default(["pdf", "jpeg", "png"]),
  megabytes: z.int().min(1).max(10).default(5),
});
export type DocumentRule = z.infer<typeof DocumentRule>;

/** How a service is asked for. */
export const RequestRule = z.strictObject({
  journey: Slug,
  /** Built-in form of the application. */
  form: Slug,
  /** Kinds of beneficiaries who may ask. */
  kinds: z.array(Slug).min(1),
  /** False where it can only be asked for through the association's people. */
  online: z.boolean().default(true),
  conditions: z.array(Condition).default([]),
  documents: z.array(DocumentRule).default([]),
});
