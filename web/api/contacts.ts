import type { z } from "zod";
import type { ContactOutcome } from "#server/contacts/close-contact.ts";
import type { ContactLine } from "#server/contacts/contact-line.ts";
import type { NewContact } from "#server/contacts/record-contact.ts";
import { call } from "#web/api.ts";

export type { ContactOutcome } from "#server/contacts/close-contact.ts";
export type { ContactLine } from "#server/contacts/contact-line.ts";

const one = (id: string) => `/contacts/${encodeURIComponent(id)}`;

export const listContacts = (association: string, state: "open" | "closed", cursor: string) =>
  call<{ contacts: ContactLine[]; next: string | null }>("GET", "/contacts", undefined, {
    ...{ association, state },
    ...(cursor ? { cursor } : {}),
  });
export const recordContact = (association: string, contact: z.input<typeof NewContact>) =>
  call<ContactLine>("POST", "/contacts", contact, { association });
/** The contact with its note; that it was read is written down. */
export const readContact = (association: string, id: string) =>
  call<ContactLine & { note: string }>("GET", one(id), undefined, { association });
export const closeContact = (association: string, id: string, came: ContactOutcome) =>
  call<ContactLine>("POST", `${one(id)}/outcome`, came, { association });
export const takeBackContact = (association: string, id: string) =>
  call<{ takenBack: true }>("POST", `${one(id)}/take-back`, {}, { association });
