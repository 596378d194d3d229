import { CompiledQuery } from "kysely";
import { writeDirectly } from "#server/demo/way/write-directly.ts";
import type { Deps } from "#server/deps.ts";
import type { Store, WriteTransaction } from "#server/store/store.ts";

/** What the verbs of the product work with, on the way: their store is one open transaction, their clock is moved by hand. */
export type WayDeps = Pick<Deps, "store" | "seal" | "clock" | "settings" | "policies" | "forms" | "log">;

export type Way = {
  readonly deps: WayDeps;
  readonly tx: WriteTransaction;
  /** Sets the clock: what is done next happens at this instant. */
  readonly at: (instant: number) => void;
};

/**
 * Runs the product's own verbs in one transaction, thousands of them without waiting for the disk. All of it is kept, or
 * nothing. A verb that throws leaves what it did before, as in its own transaction it would not: check before, do not catch.
 */
export function onTheWay<T>(
  { store, seal, clock, settings, policies, forms, log }: WayDeps,
  work: (way: Way) => Promise<T>,
): Promise<T> {
  return writeDirectly(store, (tx) => {
    let now = clock();
    const deps = { store: withinStore(store, tx), seal, clock: () => now, settings, policies, forms, log };
    return work({
      deps,
      tx,
      at: (instant) => {
        now = instant;
      },
    });
  });
}

/** A store whose writes and reads all belong to one transaction that is open already. */
function withinStore(store: Store, tx: WriteTransaction): Store {
  return {
    dialect: store.dialect,
    read: tx,
    writer: tx,
    write: (work) => work(tx),
    async writeAll(statements) {
      for (const { text, parameters, rows } of statements) {
        const { numAffectedRows } = await tx.executeQuery(CompiledQuery.raw(text, [...parameters]));
        if (rows !== undefined && Number(numAffectedRows ?? 0n) !== rows) {
          throw new Error("a statement touched another number of rows than it says");
        }
      }
      return true;
    },
    onChange: () => () => undefined,
    close: () => Promise.resolve(),
  };
}
