import { CompiledQuery, type Compilable, type Kysely } from "kysely";
import type { Schema } from "#server/store/schema.ts";

/**
 * A statement that is built once per connection and run many times: for the hot path only, where building costs more
 * than running. `build` gives the statement with values in the places of the parameters; `run` binds others, in order.
 */
export function prepare<Row>(build: (db: Kysely<Schema>) => Compilable<Row>) {
  const texts = new WeakMap<Kysely<Schema>, string>();
  return async (db: Kysely<Schema>, parameters: readonly unknown[]): Promise<Row[]> => {
    let text = texts.get(db);
    if (text === undefined) texts.set(db, (text = build(db).compile().sql));
    return (await db.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))).rows;
  };
}
