import { z } from "zod";

/** A text in the two languages that every policy carries; Arabic is the original. */
export const BilingualText = z.strictObject({ ar: z.string().trim().min(1), en: z.string().trim().min(1) });
export type BilingualText = z.infer<typeof BilingualText>;

/** Identifiers of policies, services, channels and clauses: short, stable, safe in addresses and file names. */
export const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
