import { z } from "zod";
import { BilingualText, Slug } from "#policies/text.ts";

/** How an evaluation is answered (METHODS, rule 2: the three populations follow from it). */
export const Mode = z.enum(["link", "qr", "kiosk", "phone", "desk"]);
export type Mode = z.infer<typeof Mode>;

/**
 * How far confidentiality goes. `general`: cells of five people. `sensitive`: cells of ten.
 * `sealed`: cells of ten, no invitation per person, comments are not shown.
 */
export const Sensitivity = z.enum(["general", "sensitive", "sealed"]);
export type Sensitivity = z.infer<typeof Sensitivity>;

/** Kinds of people an association answers to; results of different relations are never pooled. */
export const BeneficiaryKind = z.strictObject({
  id: Slug,
  name: BilingualText,
  relation: z.enum(["direct", "indirect", "internal", "supporter", "volunteer", "collaborator"]),
});
export type BeneficiaryKind = z.infer<typeof BeneficiaryKind>;

/** A way in which people reach the association (clause C9). `aliases` are other words for it found in registers. */
export const Channel = z.strictObject({
  id: Slug,
  name: BilingualText,
  kind: z.enum([
    "interview",
    "phone",
    "social",
    "letter",
    "assistance",
    "volunteering",
    "website",
    "branch",
    "office",
    "researcher",
  ]),
  aliases: z.array(z.string().min(1)).default([]),
});
export type Channel = z.infer<typeof Channel>;

/**
 * Who is asked, when, with which form (clauses C1 and C6).
 * `each`: one invitation for every delivery; `group`: only open codes, nobody is invited by name; `none`: never asked.
 */
export const InvitationRule = z.strictObject({
  ask: z.enum(["each", "group", "none"]),
  form: Slug,
  delayHours: z
    .int()
    .min(0)
    .max(24 * 90)
    .default(0),
  validDays: z.int().min(1).max(365).default(30),
  /** Kinds of beneficiaries who are not asked, by id. */
  except: z.array(Slug).default([]),
});
export type InvitationRule = z.infer<typeof InvitationRule>;

export const Service = z.strictObject({
  id: Slug,
  name: BilingualText,
  sensitivity: Sensitivity,
  /** Smallest number of people that a published number may describe. */
  k: z.int().min(5).max(100),
  invitation: InvitationRule,
  aliases: z.array(z.string().min(1)).default([]),
});
export type Service = z.infer<typeof Service>;

/** One clause of the adopted text, by its id in the acceptance list (C1, T13, …). */
export const Clause = z.strictObject({
  id: z.string().regex(/^(C|I|Y|T|B|A)\d{1,2}[a-c]?$/),
  /** The policy's own words. */
  text: z.string().trim().min(1),
  gloss: z.string().trim().min(1),
});
export type Clause = z.infer<typeof Clause>;

/** Adoption by the board as printed; the two dates are kept as they stand, even where they disagree (clause C19). */
export const Approval = z.strictObject({
  meeting: BilingualText,
  hijriOn: z
    .string()
    .regex(/^1[34]\d\d-\d\d-\d\d$/)
    .optional(),
  gregorianOn: z.iso.date().optional(),
  replacesEarlier: z.boolean(),
});

/** One association's adopted policy: a tenant of Rida. */
export const Policy = z.strictObject({
  id: Slug,
  name: BilingualText,
  shortName: BilingualText,
  licence: z.string().optional(),
  /** Brand colour; the interface darkens it until text on it reaches a contrast of 4.5:1. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  sensitivity: Sensitivity,
  k: z.int().min(5).max(100),
  calendar: z.enum(["gregorian", "hijri"]),
  timeZone: z.literal("Asia/Riyadh"),
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
  beneficiaryKinds: z.array(BeneficiaryKind).min(1),
  channels: z.array(Channel).min(1),
  tools: z.array(BilingualText),
  services: z.array(Service).min(1),
  clauses: z.array(Clause).min(1),
  approval: Approval.optional(),
});
export type Policy = z.infer<typeof Policy>;
