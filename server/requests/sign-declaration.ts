import { hash, randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Deps } from "#server/deps.ts";
import { asksFor } from "#server/journeys/asks-for.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import type { DeclarationInput } from "#server/requests/new-request.ts";
import type { RequestRow } from "#server/requests/request-subject.ts";
import { placeOf } from "#server/store/seal.ts";

/**
 * Keeps who signed that the data is correct, with the version of the text that was signed (clause C14). Does nothing where
 * the policy asks for no declaration.
 */
export async function signDeclaration(
  deps: Pick<Deps, "seal">,
  open: OpenJourney,
  { row, declaration }: { row: RequestRow; declaration: z.infer<typeof DeclarationInput> },
): Promise<void> {
  const signed = open.policy.declaration;
  if (!signed || !asksFor(open.journey, "declaration")) return;
  const isFirst = !open.state().proven.includes("declaration");
  const id = randomUUID();
  const text = row.language === "ar" ? signed.text.ar : signed.text.en;
  await open.tx
    .insertInto("declaration")
    .values({
      association_id: row.association_id,
      id,
      request_id: row.id,
      version: signed.version,
      text_hash: hash("sha256", text),
      signed_by: declaration.signedBy,
      name_sealed: deps.seal.seal(declaration.name, placeOf("declaration", "name", row.association_id, id)),
      signed_at: open.now,
    })
    .execute();
  await open.act({ type: "prove", need: "declaration" });
  if (isFirst) open.count({ measure: "request-declared", outcome: declaration.signedBy, countedAt: row.opened_at });
}

/** Takes a declaration back whose data has changed since it was signed, and no longer counts it; does nothing without one. */
export async function takeBackDeclaration(open: OpenJourney, row: RequestRow): Promise<void> {
  if (!open.state().proven.includes("declaration")) return;
  const signatures = await open.tx
    .selectFrom("declaration")
    .select("signed_by")
    .where("association_id", "=", row.association_id)
    .where("request_id", "=", row.id)
    .orderBy("signed_at")
    .execute();
  await open.act({ type: "disprove", need: "declaration" });
  // Each signature is an event of its own; the first since the last that was taken back is the one that counts.
  const taken = open.events.findLastIndex(({ action }) => action.type === "disprove" && action.need === "declaration");
  const before = open.events
    .slice(0, taken + 1)
    .filter(({ action }) => action.type === "prove" && action.need === "declaration").length;
  const counted = signatures[before]?.signed_by ?? "applicant";
  open.count({ measure: "request-declared", outcome: counted, countedAt: row.opened_at, n: -1 });
}
