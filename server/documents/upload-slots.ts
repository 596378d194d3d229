import { AppError } from "#server/errors.ts";

/** Files taken in at the same time by the whole house, each of them held in memory; and of one network. */
export const MOST_AT_ONCE = 8;
export const MOST_OF_NETWORK = 4;

const held = new Map<string, number>();
let taken = 0;

/**
 * Does `work` with one of the places for taking files in. Throws `busy` when none is free, or when `network` has its part
 * of them, before anything of the file is read. Staff, who signed in, name no network.
 */
export async function withSlot<T>(network: string | undefined, work: () => Promise<T>): Promise<T> {
  const ofNetwork = network === undefined ? 0 : (held.get(network) ?? 0);
  if (taken >= MOST_AT_ONCE || ofNetwork >= MOST_OF_NETWORK) {
    throw new AppError("busy", "Many files are coming in just now. Try again in a minute.", { reason: "uploads" });
  }
  taken += 1;
  if (network !== undefined) held.set(network, ofNetwork + 1);
  try {
    return await work();
  } finally {
    taken -= 1;
    if (network !== undefined) {
      const left = (held.get(network) ?? 1) - 1;
      if (left === 0) held.delete(network);
      else held.set(network, left);
    }
  }
}
