import { z } from "zod";

/** The list's part of the address: which cases, and at which step. Never anything about a person. */
export const CasesSearch = z.object({
  state: z.enum(["open", "ended"]).optional().catch(undefined),
  step: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional()
    .catch(undefined),
});
