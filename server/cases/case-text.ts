import { z } from "zod";

/** Text of people, one line or several; what cannot be seen or stored is refused. */
export function caseText(most: number) {
  return z
    .string()
    .max(most)
    .regex(/^[\P{Cc}\n\r\t]*$/u, "no control characters")
    .refine((value) => !/\p{Surrogate}/u.test(value), "well-formed text")
    .transform((value) => value.replace(/[\u202a-\u202e\u2066-\u2069]/gu, "").trim());
}

/** A reason that somebody gives: a few words at least. */
export const Reason = caseText(500).refine((value) => value.length >= 5, "a few words");
