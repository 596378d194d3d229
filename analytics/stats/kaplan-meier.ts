import { Z95 } from "#analytics/stats/normal.ts";
import type { Interval } from "#analytics/stats/normal.ts";
import { wilsonInterval } from "#analytics/stats/wilson.ts";

/** How many ended (`events`) and how many were last seen still waiting (`censored`) at a time, in whole days. */
export type TimeCount = { readonly time: number; readonly events: number; readonly censored: number };

/** The curve just after a time at which somebody ended. */
export type Step = {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** Share still waiting, S(t). */
  readonly waiting: number;
  /** Greenwood's standard error of `waiting`. */
  readonly error: number;
  /** 95 % interval of `waiting`; undefined where the curve has no spread of its own (S = 0 or 1). */
  readonly interval: Interval | undefined;
};

export type Curve = {
  readonly counts: readonly TimeCount[];
  readonly people: number;
  /** The longest time that anybody was watched; the curve says nothing beyond it unless it has come down to 0. */
  readonly watchedUntil: number;
  readonly steps: readonly Step[];
};

/** Products of shares such as 3/4 · 2/3 miss 1/2 by the last digit. */
const ROUNDING = 1e-9;

/**
 * The curve of those still waiting, S(t) = Π (1 − dᵢ/nᵢ); who is censored at a time still counts at it. The error is
 * Greenwood's, S · √Σ dᵢ/(nᵢ(nᵢ − dᵢ)), its interval S^exp(±z · error/(S |ln S|)), which stays within 0..1.
 * Sources: Kaplan & Meier 1958; Greenwood 1926; Kalbfleisch & Prentice 1980 (log-log interval); METHODS 2.18.
 */
export function kaplanMeier(counts: readonly TimeCount[]): Curve {
  const sorted = [...counts].sort((a, b) => a.time - b.time);
  const people = sorted.reduce((sum, { events, censored }) => sum + events + censored, 0);
  const steps: Step[] = [];
  let atRisk = people;
  let waiting = 1;
  let spread = 0;
  for (const { time, events, censored } of sorted) {
    if (events > 0) {
      waiting = events === atRisk ? 0 : waiting * (1 - events / atRisk);
      spread += events / (atRisk * (atRisk - events));
      const error = waiting === 0 ? 0 : waiting * Math.sqrt(spread);
      steps.push({ time, atRisk, events, waiting, error, interval: logLogInterval(waiting, error) });
    }
    atRisk -= events + censored;
  }
  return { counts: sorted, people, watchedUntil: sorted.at(-1)?.time ?? 0, steps };
}

function logLogInterval(waiting: number, error: number): Interval | undefined {
  if (waiting <= 0 || waiting >= 1) return undefined;
  const width = Math.exp((Z95 * error) / (waiting * Math.abs(Math.log(waiting))));
  return { low: waiting ** width, high: waiting ** (1 / width) };
}

/** An end that is null lies beyond what was watched. */
export type TimeInterval = { readonly value: number | null; readonly low: number | null; readonly high: number | null };

/**
 * The first time by which `share` of all have ended, and the times whose interval of S(t) holds 1 − `share`
 * (Brookmeyer & Crowley 1982, on the log-log scale).
 */
export function timeBy({ steps }: Curve, share: number): TimeInterval {
  const left = 1 - share + ROUNDING;
  const first = (pick: (step: Step) => number): number | null => steps.find((step) => pick(step) <= left)?.time ?? null;
  return {
    value: first(({ waiting }) => waiting),
    low: first(({ interval, waiting }) => interval?.low ?? waiting),
    high: first(({ interval }) => interval?.high ?? 1),
  };
}

/**
 * The share that ended within the first `days`, 1 − S(days), with its 95 % interval; undefined when nobody was watched that
 * long and some were still waiting. Where S is 1 or 0 its own error is none, so Wilson's interval stands in: of those watched
 * for so long when none of them ended, of those seen to end when all did.
 */
export function shareBy(curve: Curve, days: number): ({ readonly value: number } & Interval) | undefined {
  const { counts, people, watchedUntil, steps } = curve;
  const last = steps.findLast(({ time }) => time <= days);
  if (people === 0 || (watchedUntil < days && last?.waiting !== 0)) return undefined;
  const value = 1 - (last?.waiting ?? 1);
  if (last?.interval) return { value, low: 1 - last.interval.high, high: 1 - last.interval.low };
  const watched = last
    ? steps.reduce((sum, { time, events }) => (time <= days ? sum + events : sum), 0)
    : counts.reduce((sum, { time, events, censored }) => (time >= days ? sum + events + censored : sum), 0);
  const interval = wilsonInterval(value * watched, watched);
  return { value, low: interval?.low ?? 0, high: interval?.high ?? 1 };
}
