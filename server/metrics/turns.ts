import { AppError } from "#server/errors.ts";

/**
 * Runs at most `atOnce` pieces of work at a time and lets `waiting` more queue in the order of coming; any beyond is
 * refused with `busy`. Bounds what all requests together can hold in memory.
 */
export function createTurns({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let running = 0;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) throw new AppError("busy", "Too many questions are being answered. Try again.");
    // Whoever ends hands the turn over, so the count stays.
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
