import type { Logger } from "pino";
import { AnalyticsDamaged } from "#analytics/analytics.ts";
import type { Analytics } from "#analytics/analytics.ts";
import type { Policy } from "#policies/schema.ts";
import { readChanges } from "#server/feed/read-changes.ts";
import { isFedFrom } from "#server/feed/is-fed-from.ts";
import type { FormShelf } from "#server/forms/form-shelf.ts";
import { readInstallation } from "#server/store/installation.ts";
import type { Store } from "#server/store/store.ts";

/** Carries what the store recorded to analytics, in commit order, each change exactly once. */
export type Feed = {
  /** Feeds until nothing is left; returns the number of the last change applied. */
  readonly catchUp: () => Promise<number>;
  /** Throws away what analytics holds and feeds everything again. */
  readonly restart: () => Promise<number>;
  /** Moves the damaged file of analytics aside and feeds a new one everything; once at a time, and until it succeeds. */
  readonly rebuild: () => Promise<number>;
  readonly isRebuilding: () => boolean;
  /** Follows the store from now on; returns once it is known whose numbers analytics holds. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Calls `listener` with the new watermark whenever analytics moved on; returns the way to stop. */
  readonly onAdvance: (listener: (watermark: number) => void) => () => void;
  /** Why analytics is behind, when it is. */
  readonly trouble: () => string | undefined;
};

/** Changes per batch: large enough for the appender, small enough to keep a reader waiting under a second. */
const BATCH = 5_000;
/** Quiet time before a fed change, so that a burst becomes one batch. */
const DEBOUNCE_MS = 100;
const RETRY_MS = 2_000;

export function createFeed(parts: {
  store: Store;
  analytics: Analytics;
  forms: FormShelf;
  policies: ReadonlyMap<string, Policy>;
  log: Logger;
}): Feed {
  const { store, analytics, log } = parts;
  const listeners = new Set<(watermark: number) => void>();
  let watermark: number | undefined;
  let running: Promise<number> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let stopListening: (() => void) | undefined;
  let trouble: string | undefined;
  let rebuilding: Promise<number> | undefined;
  let isUnusable = false;
  // Numbers are not shown before analytics was held against the store, nor while it is being filled from the beginning.
  let isWhole = false;

  /** Holds analytics against the store: numbers of another one are thrown away. Returns where to go on. */
  async function settle(): Promise<number> {
    if (!(await isFedFrom(analytics, store))) {
      log.info("analytics holds no numbers of this store: it is fed from the first change");
      await analytics.reset(await readInstallation(store));
    }
    watermark = await analytics.watermark();
    isWhole = watermark > 0 || (await isEmpty(store));
    return watermark;
  }

  async function feed(): Promise<number> {
    let applied = watermark ?? (await settle());
    for (;;) {
      again = false;
      const batch = await readChanges({ ...parts, after: applied, limit: BATCH });
      if (batch === undefined) {
        if (again) continue;
        trouble = undefined;
        isWhole = true;
        return applied;
      }
      await analytics.append(batch);
      applied = watermark = batch.watermark;
      for (const listener of listeners) listener(applied);
    }
  }

  /** One feed at a time: `prepare` and what follows it have analytics for themselves, and who asks meanwhile waits. */
  function follow(prepare: () => Promise<void>): Promise<number> {
    const before = running;
    const work = async () => {
      await before?.catch(() => undefined);
      await prepare();
      return feed();
    };
    const mine = work()
      .catch((error: unknown) => {
        // What analytics holds is unknown after a failure: ask it again before the next batch.
        watermark = undefined;
        trouble ??= "analytics could not take the latest changes";
        throw error;
      })
      .finally(() => {
        if (running === mine) running = undefined;
      });
    running = mine;
    return mine;
  }

  function catchUp(): Promise<number> {
    again = true;
    return running ?? follow(() => Promise.resolve());
  }

  function schedule(delay: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      (isUnusable ? rebuild() : catchUp()).catch((error: unknown) => {
        log.error({ err: error }, "the feed of analytics failed and will be tried again");
        isUnusable ||= error instanceof AnalyticsDamaged;
        if (stopListening) schedule(RETRY_MS);
      });
    }, delay);
  }

  function rebuild(): Promise<number> {
    isUnusable = true;
    rebuilding ??= renew()
      .catch((error: unknown) => {
        if (stopListening) schedule(RETRY_MS);
        throw error;
      })
      .finally(() => {
        rebuilding = undefined;
      });
    return rebuilding;
  }

  function renew(): Promise<number> {
    trouble = "the file of analytics was damaged: figures are being rebuilt";
    return follow(async () => {
      isWhole = false;
      watermark = undefined;
      await analytics.reopen();
      isUnusable = false;
    });
  }

  return {
    catchUp,
    restart: () =>
      follow(async () => {
        isWhole = false;
        watermark = undefined;
        await analytics.reset(await readInstallation(store));
      }),
    rebuild,
    isRebuilding: () => !isWhole || isUnusable || rebuilding !== undefined,
    async start() {
      stopListening ??= store.onChange(() => schedule(DEBOUNCE_MS));
      try {
        await settle();
      } catch (error) {
        log.error({ err: error }, "analytics could not be held against the store and will be tried again");
        isUnusable = error instanceof AnalyticsDamaged;
      }
      schedule(0);
    },
    async stop() {
      stopListening?.();
      stopListening = undefined;
      clearTimeout(timer);
      timer = undefined;
      await rebuilding?.catch(() => undefined);
      await running?.catch(() => undefined);
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    trouble: () => trouble,
  };
}

async function isEmpty(store: Store): Promise<boolean> {
  return (await store.read.selectFrom("change").select("seq").limit(1).executeTakeFirst()) === undefined;
}
