import { z } from "zod";

const Id = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/)
  .optional()
  .catch(undefined);

/** The list's part of the address: which requests. Never anything about a person. */
export const RequestsSearch = z.object({
  state: z.enum(["open", "ended"]).optional().catch(undefined),
  step: Id,
  service: Id,
});

/** What a new request begins with, when it comes from a contact. */
export const NewRequestSearch = z.object({
  service: Id,
  channel: Id,
  kind: Id,
  contact: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,100}$/)
    .optional()
    .catch(undefined),
});
