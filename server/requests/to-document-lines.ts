import type { Deps } from "#server/deps.ts";
import type { Checklist, DocumentRow } from "#server/requests/checklist.ts";
import type { ReaderRole } from "#server/requests/list-history.ts";
import type { DocumentLine } from "#server/requests/request-view.ts";
import { placeOf } from "#server/store/seal.ts";

/** The checklist as one reader sees it: names of files and reasons opened, names of the association's people not for the person. */
export function toDocumentLines(
  deps: Pick<Deps, "seal">,
  { checklist, role, names }: { checklist: Checklist; role: ReaderRole; names: ReadonlyMap<string, string> },
): DocumentLine[] {
  const open = (row: DocumentRow, column: "name" | "reason") => {
    const sealed = column === "name" ? row.name_sealed : row.reason_sealed;
    const value = deps.seal.open(sealed, placeOf("document", column, row.association_id, row.id));
    return typeof value === "string" ? value : "";
  };
  return checklist.lines.map(({ rule, isNeeded, row, state }) => ({
    rule: rule.id,
    name: rule.name,
    isNeeded,
    expires: rule.expires,
    ...(rule.notOlderThanMonths === undefined ? {} : { notOlderThanMonths: rule.notOlderThanMonths }),
    accepts: rule.accepts,
    megabytes: rule.megabytes,
    state,
    ...(row && mayOpen(row, role)
      ? {
          document: {
            id: row.id,
            name: open(row, "name"),
            mediaType: row.media_type,
            bytes: row.bytes,
            uploadedAt: row.uploaded_at,
            issuedOn: row.issued_on,
            expiresOn: row.expires_on,
            judgedBy: role === "applicant" ? "" : (names.get(row.judged_by) ?? ""),
            reason: open(row, "reason"),
          },
        }
      : {}),
  }));
}

function mayOpen({ restricted_to }: DocumentRow, role: ReaderRole): boolean {
  return restricted_to === "" || restricted_to.split(",").includes(role);
}
