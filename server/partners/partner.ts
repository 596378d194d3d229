import type { Kysely, Selectable } from "kysely";
import { AppError } from "#server/errors.ts";
import type { Schema } from "#server/store/schema.ts";

export type PartnerRow = Selectable<Schema["partner"]>;
export type PartnerRequestRow = Selectable<Schema["partner_request"]>;

/** What was asked for: of which association and, where somebody speaks for a partner, of that partner alone. */
export type Scope = { readonly associationId: string; readonly partnerId?: string };

/** A partner; throws `notFound`. */
export async function getPartner(db: Kysely<Schema>, associationId: string, id: string): Promise<PartnerRow> {
  const row = await db
    .selectFrom("partner")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw nothingHere();
  return row;
}

/** A partner's request; another's is not there. Throws `notFound`. */
export async function getPartnerRequest(db: Kysely<Schema>, scope: Scope, id: string): Promise<PartnerRequestRow> {
  const row = await db
    .selectFrom("partner_request")
    .selectAll()
    .where("association_id", "=", scope.associationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row || (scope.partnerId !== undefined && row.partner_id !== scope.partnerId)) throw nothingHere();
  return row;
}

export function nothingHere(): AppError {
  return new AppError("notFound", "There is nothing here.");
}
