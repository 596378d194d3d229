import { randomUUID } from "node:crypto";
import type { Store } from "#server/store/store.ts";

/** The random id of this installation, made the first time that it is asked for; copies of the store carry it too. */
export async function readInstallation(store: Store): Promise<string> {
  const query = store.read.selectFrom("installation").select("id");
  const found = await query.executeTakeFirst();
  if (found) return found.id;
  await store.write((tx) =>
    tx
      .insertInto("installation")
      .values({ singleton: 1, id: randomUUID() })
      .onConflict((conflict) => conflict.column("singleton").doNothing())
      .execute(),
  );
  return (await query.executeTakeFirstOrThrow()).id;
}
