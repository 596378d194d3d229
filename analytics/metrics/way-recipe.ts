import { MILESTONES } from "#analytics/milestones.ts";
import type { MilestoneMeasure } from "#analytics/milestones.ts";
import type { WayMeasure } from "#analytics/schema/columns.ts";

/** Which rows of `way` to count. */
export type Selector = {
  readonly measure: WayMeasure;
  /** A step, or several: `%` stands for any text, as in `request%/documents`. */
  readonly step?: string;
  readonly outcomes?: readonly string[];
  readonly exceptOutcomes?: readonly string[];
  /** Took less, or more, than so many days. */
  readonly under?: number;
  readonly over?: number;
  /** Has been running for more than so many days today (`clock-running` only). */
  readonly olderThan?: number;
};

/**
 * How a metric follows from what happened on the policy's way; every count is signed.
 * `tally`: `of` less `less`. With `base` it is a part of those, and the rest of them is judged too.
 * `ratio`: `of` over `among`, of which they are a part; with `mayExceed` they are not, and no interval exists.
 * `quantile`: the time that `share` of them took at most; `among` is the cohort of which they are the part that is done.
 * `survival`: clocks of the steps `clock`, those still running counted as far as they have come: the time by which
 * `share` have stopped, or the share that stopped within `days` (`by`) or did not (`after`).
 */
export type WayRecipe =
  | {
      readonly kind: "tally";
      readonly of: readonly Selector[];
      readonly less?: readonly Selector[];
      readonly base?: readonly Selector[];
    }
  | {
      readonly kind: "ratio";
      readonly of: readonly Selector[];
      readonly among: readonly Selector[];
      readonly mayExceed?: true;
    }
  | {
      readonly kind: "quantile";
      readonly of: readonly Selector[];
      readonly share: number;
      readonly among?: readonly Selector[];
    }
  | { readonly kind: "survival"; readonly clock: string; readonly ask: SurvivalAsk };

export type SurvivalAsk = { readonly share: number } | { readonly by: number } | { readonly after: number };

export function isWayRecipe(recipe: { readonly kind: string }): recipe is WayRecipe {
  return ["tally", "ratio", "quantile", "survival"].includes(recipe.kind);
}

/** True when the recipe needs to know how long each took, and not only how many there were. */
export function isTimed({ kind }: WayRecipe): boolean {
  return kind === "quantile" || kind === "survival";
}

/** Everything that a recipe counts. */
export function selectorsOf(recipe: WayRecipe): readonly Selector[] {
  if (recipe.kind === "tally") return [...recipe.of, ...(recipe.less ?? []), ...(recipe.base ?? [])];
  if (recipe.kind === "survival") return Object.values(clockSelectors(recipe.clock));
  return [...recipe.of, ...(recipe.among ?? [])];
}

/** A clock that stopped because the journey ended otherwise (outcome `ended`) is not an end of the waiting: it is censored. */
export function clockSelectors(step: string): Record<"running" | "stopped" | "ended", Selector> {
  return {
    running: { measure: "clock-running", step },
    stopped: { measure: "clock-stopped", step, exceptOutcomes: ["ended"] },
    ended: { measure: "clock-stopped", step, outcomes: ["ended"] },
  };
}

/** Whom a number could give away. `register`: entries of the register, which the count of deliveries shows however few. */
export type About = "people" | "register" | "staff" | "organisations" | "documents";

export function aboutOf(recipe: WayRecipe): About {
  const all = selectorsOf(recipe).map(({ measure }) => aboutMeasure(measure));
  return all.find((about) => about === "people") ?? all[0] ?? "people";
}

function aboutMeasure(measure: WayMeasure): About {
  if (measure === "invitation-wait") return "register";
  return measure in MILESTONES ? MILESTONES[measure as MilestoneMeasure].about : "people";
}
