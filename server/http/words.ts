import { z } from "zod";

/** Controls except line breaks and tabs, and marks that turn the direction of what follows. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** What somebody wrote in their own words: line breaks kept, nothing unseen in it, `min` to `max` characters. */
export function words(max: number, min = 0) {
  return z
    .string()
    .max(max * 2)
    .refine((text) => !/\p{Surrogate}/u.test(text), "well-formed text")
    .transform((text) => text.replaceAll("\r\n", "\n").replace(UNSEEN, "").trim())
    .pipe(z.string().min(min).max(max));
}
