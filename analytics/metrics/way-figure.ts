import { aboutOf, clockSelectors } from "#analytics/metrics/way-recipe.ts";
import type { Selector, WayRecipe } from "#analytics/metrics/way-recipe.ts";
import { NOTHING, quotientFigure, shareFigure, smallestOf, undetermined } from "#analytics/metrics/figure.ts";
import type { Figure } from "#analytics/metrics/figure.ts";
import { kaplanMeier, shareBy, timeBy } from "#analytics/stats/kaplan-meier.ts";
import type { TimeCount } from "#analytics/stats/kaplan-meier.ts";
import { orderQuantile } from "#analytics/stats/order-quantile.ts";

/** What of one cell was counted: how many, and how many by the time they took. */
export type WayCounts = {
  readonly count: (selectors: readonly Selector[]) => number;
  readonly byTime: (selectors: readonly Selector[]) => ReadonlyMap<number, number>;
};

/** Works the metric out from the counts of one cell. Only people are protected: for all others no group is small. */
export function wayFigureOf(recipe: WayRecipe, counts: WayCounts): Figure {
  const figure = workOut(recipe, counts);
  const about = aboutOf(recipe);
  if (about === "people") return figure;
  // Entries of the register are judged as their number is, and nothing else of them.
  return { ...figure, smallest: about === "register" ? figure.base : 0, tellsOfEach: false };
}

function workOut(recipe: WayRecipe, counts: WayCounts): Figure {
  if (recipe.kind === "tally") return tallyFigure(recipe, counts);
  if (recipe.kind === "ratio") {
    const [part, base] = [counts.count(recipe.of), counts.count(recipe.among)];
    return recipe.mayExceed ? quotientFigure(part, base) : shareFigure(part, base);
  }
  return recipe.kind === "quantile" ? quantileFigure(recipe, counts) : survivalFigure(recipe, counts);
}

type Of<Kind extends WayRecipe["kind"]> = Extract<WayRecipe, { kind: Kind }>;

function tallyFigure({ of, less, base }: Of<"tally">, { count }: WayCounts): Figure {
  const value = count(of) - count(less ?? []);
  // What is left of those that came can be none, which is a number; without any that came there is nothing to tell.
  const whole = base ? count(base) : less ? count(of) : value;
  const smallest = smallestOf([value, whole, whole - value]);
  if (value < 0 || whole < value) return undetermined(whole, smallest);
  return { base: whole, smallest, tellsOfEach: false, value, low: null, high: null };
}

function quantileFigure({ of, share, among }: Of<"quantile">, { count, byTime }: WayCounts): Figure {
  const times = [...byTime(of)].map(([value, n]) => ({ value, count: n }));
  const n = times.reduce((sum, time) => sum + time.count, 0);
  const smallest = smallestOf([n, among ? count(among) - n : 0]);
  if (times.some((time) => time.count < 0)) return undetermined(n, smallest);
  const found = orderQuantile(times, share);
  return found ? { base: n, smallest, tellsOfEach: times.length === 1, ...found } : NOTHING;
}

function survivalFigure({ clock, ask }: Of<"survival">, { byTime }: WayCounts): Figure {
  const { running, stopped, ended } = clockSelectors(clock);
  const counts = new Map<number, TimeCount>();
  const add = (times: ReadonlyMap<number, number>, kind: "events" | "censored"): void => {
    for (const [time, n] of times) {
      const found = counts.get(time) ?? { time, events: 0, censored: 0 };
      counts.set(time, { ...found, [kind]: found[kind] + n });
    }
  };
  add(byTime([stopped]), "events");
  add(byTime([ended]), "censored");
  add(byTime([running]), "censored");
  const curve = kaplanMeier([...counts.values()]);
  const base = curve.people;
  const few = smallestOf([base]);
  if ([...counts.values()].some(({ events, censored }) => events < 0 || censored < 0)) return undetermined(base, few);
  if (base === 0) return NOTHING;
  if ("share" in ask) {
    const { value, low, high } = timeBy(curve, ask.share);
    // Fewer than that share have come to an end so far: the time exists, but nobody knows it yet.
    if (value === null) return undetermined(base, few);
    return { base, smallest: few, tellsOfEach: counts.size === 1, value, low, high };
  }
  return decidedFigure(curve, ask);
}

function decidedFigure(curve: ReturnType<typeof kaplanMeier>, ask: { by: number } | { after: number }): Figure {
  const days = "by" in ask ? ask.by : ask.after;
  const found = shareBy(curve, days);
  const ended = curve.steps.reduce((sum, { time, events }) => (time <= days ? sum + events : sum), 0);
  const base = curve.people;
  const group = { base, smallest: smallestOf([base, ended, base - ended]), tellsOfEach: ended === 0 || ended === base };
  if (!found) return undetermined(base, group.smallest);
  if ("by" in ask) return { ...group, ...found };
  return { ...group, value: 1 - found.value, low: 1 - found.high, high: 1 - found.low };
}
