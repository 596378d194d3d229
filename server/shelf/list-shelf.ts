import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";

/** One of the officer's tools with its current version; `current` is null while nobody has put it on the shelf. */
export type ShelfTool = {
  readonly id: string;
  readonly name: BilingualText;
  readonly current: ShelfDocument | null;
  /** Earlier versions, the newest first. */
  readonly earlier: readonly ShelfDocument[];
  /** How often any version was opened. */
  readonly opened: number;
};

export type ShelfDocument = {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly bytes: number;
  readonly addedAt: number;
};

/** What may stand on the shelf: the tools that the policy names, and the texts to be read besides the policy itself. */
export function shelfTools({ tools, readings }: Pick<Policy, "tools" | "readings">): Policy["tools"] {
  const texts = readings.filter(({ id }) => id !== "policy" && !tools.some((tool) => tool.id === id));
  return [...tools, ...texts];
}

/** The shelf in the policy's order (clause C10); the bytes stay where they are. */
export async function listShelf({ store }: Pick<Deps, "store">, policy: Policy): Promise<ShelfTool[]> {
  const documents = await store.read
    .selectFrom("shelf_document")
    .select(["id", "tool", "title", "version", "bytes", "added_at"])
    .where("association_id", "=", policy.id)
    .orderBy("version", "desc")
    .execute();
  const opened = await store.read
    .selectFrom("milestone")
    .select(({ fn }) => ["outcome", fn.sum<number | string>("n").as("times")])
    .where("association_id", "=", policy.id)
    .where("measure", "=", "shelf-opened")
    .groupBy("outcome")
    .execute();
  return shelfTools(policy).map(({ id, name }) => {
    const [current, ...earlier] = documents
      .filter(({ tool }) => tool === id)
      .map((row) => ({ id: row.id, title: row.title, version: row.version, bytes: row.bytes, addedAt: row.added_at }));
    const times = Number(opened.find(({ outcome }) => outcome === id)?.times ?? 0);
    return { id, name, current: current ?? null, earlier, opened: times };
  });
}
