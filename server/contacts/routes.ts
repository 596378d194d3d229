import { Hono } from "hono";
import { z } from "zod";
import { closeContact, ContactOutcome } from "#server/contacts/close-contact.ts";
import { listContacts, readCursor } from "#server/contacts/list-contacts.ts";
import { readContact } from "#server/contacts/read-contact.ts";
import { NewContact, recordContact } from "#server/contacts/record-contact.ts";
import { takeBackContact } from "#server/contacts/take-back-contact.ts";
import type { Deps } from "#server/deps.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";

const Page = z.strictObject({
  association: z.string().optional(),
  state: z.enum(["open", "closed"]).default("open"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,16}\.[0-9a-f-]{36}$/)
    .optional(),
});

/** Who reached the association, and what came of it (clauses C4, C9, C11, T5). */
export function contactRoutes(deps: Deps) {
  const receives = requireCaller(deps, "receivePeople");
  return new Hono<CallerVariables>()
    .get("/contacts", receives, async (c) => {
      const { state, limit, cursor } = parseInput(Page, c.req.query());
      const from = cursor === undefined ? undefined : readCursor(cursor);
      return c.json(await listContacts(deps, c.get("caller"), { state, limit, cursor: from }));
    })
    .post("/contacts", receives, async (c) => {
      const contact = parseInput(NewContact, await readJson(c.req.raw));
      return c.json(await recordContact(deps, c.get("caller"), contact), 201);
    })
    .get("/contacts/:id", receives, async (c) => c.json(await readContact(deps, c.get("caller"), c.req.param("id"))))
    .post("/contacts/:id/outcome", receives, async (c) => {
      const came = parseInput(ContactOutcome, await readJson(c.req.raw));
      return c.json(await closeContact(deps, c.get("caller"), c.req.param("id"), came));
    })
    .post("/contacts/:id/take-back", receives, async (c) => {
      parseInput(z.strictObject({}), await readJson(c.req.raw));
      await takeBackContact(deps, c.get("caller"), c.req.param("id"));
      return c.json({ takenBack: true });
    });
}
