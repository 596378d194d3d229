/** Who may use the one writing connection: a transaction alone, or any number of lists that are each sent in one piece. */
export type Turns = {
  /** Waits for everybody before; whoever comes later waits for the returned `end`. */
  readonly takeAlone: () => Promise<() => void>;
  /** Runs `work` as soon as no transaction is open or was asked for before. */
  readonly share: <T>(work: () => Promise<T>) => Promise<T>;
};

export function createTurns(): Turns {
  let alone: Promise<void> = Promise.resolve();
  const sharing = new Set<Promise<unknown>>();
  return {
    async takeAlone() {
      const before = [alone, ...sharing];
      let end = (): void => undefined;
      alone = new Promise((resolve) => {
        end = resolve;
      });
      await Promise.allSettled(before);
      return end;
    },
    share(work) {
      const shared = alone.then(work);
      sharing.add(shared);
      const leave = () => void sharing.delete(shared);
      shared.then(leave, leave);
      return shared;
    },
  };
}
