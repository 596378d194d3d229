import { createHash } from "node:crypto";

/** Weights by outcome; they need not add up to one. */
export type Weights<T extends string = string> = Readonly<Partial<Record<T, number>>>;

/** Draws that follow from a seed alone: the same seed gives the same draws on every machine. Not for secrets. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  readonly chance: (share: number) => boolean;
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number;
  readonly normal: (mean: number, deviation: number) => number;
  readonly exponential: (mean: number) => number;
  readonly choose: <T extends string>(weights: Weights<T>) => T;
  /** Shaped as a UUID of version 4. */
  readonly uuid: () => string;
  /** `length` small letters and digits without those that are mistaken for one another. */
  readonly code: (length: number) => string;
};

const LETTERS = "abcdefghjkmnpqrstvwxyz23456789";

/**
 * sfc32 (Chris Doty-Humphrey, PractRand: "small fast chaotic", 128 bits of state), started from the SHA-256 of the seed
 * and a stream's name, so that what one stream draws never moves another.
 */
export function createRandom(seed: string, stream: string): Random {
  const start = createHash("sha256").update(`${seed}\0${stream}`).digest();
  let [a, b, c, counter] = [start.readInt32LE(0), start.readInt32LE(4), start.readInt32LE(8), start.readInt32LE(12)];

  function bits(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  }
  for (let turn = 0; turn < 12; turn += 1) bits();

  const next = () => bits() / 2 ** 32;
  return {
    next,
    chance: (share) => next() < share,
    between: (low, high) => low + next() * (high - low),
    // Box and Muller 1958; 1 - u keeps the logarithm finite.
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    choose(weights) {
      const { outcomes, sums } = ladderOf(weights);
      const aim = next() * (sums.at(-1) ?? 0);
      const rung = sums.findIndex((sum) => aim < sum);
      const outcome = outcomes[rung];
      if (outcome === undefined) throw new Error("nothing to choose from");
      return outcome;
    },
    uuid() {
      const hex = (value: number) => value.toString(16).padStart(8, "0");
      const [first, second, third, fourth] = [hex(bits()), hex(bits()), hex(bits()), hex(bits())];
      const variant = "89ab"[Number.parseInt(third[0] as string, 16) & 3];
      return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-${variant}${third.slice(1, 4)}-${third.slice(4)}${fourth}`;
    },
    code: (length) => Array.from({ length }, () => LETTERS[Math.floor(next() * LETTERS.length)]).join(""),
  };
}

type Ladder<T> = { readonly outcomes: readonly T[]; readonly sums: readonly number[] };
const ladders = new WeakMap<object, Ladder<string>>();

/** Outcomes and their cumulative weights; the same weights are asked for tens of thousands of times. */
function ladderOf<T extends string>(weights: Weights<T>): Ladder<T> {
  const known = ladders.get(weights) as Ladder<T> | undefined;
  if (known) return known;
  let sum = 0;
  const sums = Object.values<number | undefined>(weights).map((weight) => (sum += weight ?? 0));
  const ladder = { outcomes: Object.keys(weights) as T[], sums };
  ladders.set(weights, ladder);
  return ladder;
}

/** Hands out values in random order and begins anew when all have been seen, so that near ones differ. */
export function createDeck<T>(random: Random, values: readonly T[]): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = [...values];
    const [drawn] = left.splice(Math.floor(random.next() * left.length), 1);
    return drawn as T;
  };
}
