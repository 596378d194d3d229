import { z } from "zod";

/** One line that somebody wrote: no control characters, whole letters. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Surrogate}]*$/u, "plain text on one line");

/** Several lines that somebody wrote. */
export const lines = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^(?:[^\p{Cc}\p{Surrogate}]|[\n\r\t])*$/u, "plain text");
