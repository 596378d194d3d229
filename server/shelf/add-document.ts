import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Slug } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { recountReadings } from "#server/readings/recount-readings.ts";
import { shelfTools } from "#server/shelf/list-shelf.ts";
import { recordChanges } from "#server/store/store.ts";

export const MAX_SHELF_BYTES = 10 * 1024 * 1024;

/** A document as it is handed in. */
export const NewDocument = z.strictObject({
  tool: Slug,
  title: z.string().trim().min(1).max(120),
  file: z.instanceof(Blob),
});
export type NewDocument = z.infer<typeof NewDocument>;

/**
 * Puts the next version of a tool on the shelf; earlier ones stay. Throws `unprocessable` for a tool that the policy does
 * not name, `unsupported` for what is no PDF, `tooLarge` above 10 MB.
 */
export async function addDocument(
  deps: Pick<Deps, "clock" | "policies" | "store">,
  caller: Pick<Caller, "associationId" | "id">,
  { tool, title, file }: NewDocument,
): Promise<{ id: string; version: number }> {
  const { associationId } = caller;
  const policy = deps.policies.get(associationId);
  const known = policy ? shelfTools(policy).map(({ id }) => id) : [];
  if (!known.includes(tool))
    throw new AppError("unprocessable", `The policy names no tool "${tool}".`, { path: "tool", known });
  if (file.size > MAX_SHELF_BYTES) throw new AppError("tooLarge", "The document is larger than 10 MB.");
  const content = new Uint8Array(await file.arrayBuffer());
  if (Buffer.from(content.subarray(0, 5)).toString("latin1") !== "%PDF-") {
    throw new AppError("unsupported", "Only PDF documents stand on the shelf.", { expected: "pdf" });
  }
  const id = randomUUID();
  return deps.store.write(async (tx) => {
    const { version: last } = await tx
      .selectFrom("shelf_document")
      .select(({ fn }) => fn.max("version").as("version"))
      .where("association_id", "=", associationId)
      .where("tool", "=", tool)
      .executeTakeFirstOrThrow();
    const version = (last ?? 0) + 1;
    await tx
      .insertInto("shelf_document")
      .values({
        association_id: associationId,
        ...{ id, tool, title, version, content },
        media_type: "application/pdf",
        bytes: content.byteLength,
        added_at: deps.clock(),
        added_by: caller.id,
      })
      .execute();
    // A new version of what everybody reads is due again.
    await recordChanges(tx, deps.store.dialect, await recountReadings(tx, deps, associationId));
    return { id, version };
  });
}
