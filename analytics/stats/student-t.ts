import { Z95 } from "#analytics/stats/normal.ts";

// Below this the distribution function is summed exactly; from here on the expansion is right to ten digits.
const EXPANSION_FROM = 60;
const memo = new Map<number, number>();

/** The 97.5 % point of Student's t with a whole number of degrees of freedom, 1 or more. Golden values: test/analytics/stats. */
export function studentT95(degrees: number): number {
  if (!Number.isInteger(degrees) || degrees < 1)
    throw new RangeError(`${degrees} is not a number of degrees of freedom`);
  if (degrees >= EXPANSION_FROM) return expanded(degrees);
  const known = memo.get(degrees);
  if (known !== undefined) return known;
  const found = solved(degrees);
  memo.set(degrees, found);
  return found;
}

/** Cornish-Fisher expansion around the normal point; Abramowitz & Stegun 26.7.5. */
function expanded(degrees: number): number {
  const z = Z95;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3 + g4 / degrees ** 4;
}

/** Bisection on the exact distribution; it grows with t, and 12.71 (one degree) is the largest point there is. */
function solved(degrees: number): number {
  let low = Z95;
  let high = 13;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (centralShare(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(-t < T < t) as a finite sum for whole degrees of freedom; Abramowitz & Stegun 26.7.3 (odd) and 26.7.4 (even). */
function centralShare(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cos : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let power = isOdd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= ((power - 1) / power) * cos ** 2;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sin * sum) : sin * sum;
}
