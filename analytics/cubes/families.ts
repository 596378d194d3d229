import { DATE_COLUMNS, MONTH_COLUMNS } from "#analytics/schema/columns.ts";
import type { DateColumn, DimensionColumn } from "#analytics/schema/columns.ts";

/**
 * One grain of sums. `day` families answer any period; `month` families hold pieces where a Gregorian and a Hijri month
 * overlap, so they answer periods that begin and end with a month of either calendar.
 */
export type CubeFamily = {
  readonly id: string;
  readonly table: string;
  readonly grain: "day" | "month";
  readonly dimensions: readonly DimensionColumn[];
};

/** Smallest first: the planner takes the first that can answer. Few dimensions each, or a cube is as large as its facts. */
export const CUBE_FAMILIES: readonly CubeFamily[] = [
  { id: "service", table: "cube_service", grain: "month", dimensions: ["service", "construct"] },
  { id: "place", table: "cube_place", grain: "month", dimensions: ["service", "branch", "construct"] },
  {
    id: "form",
    table: "cube_form",
    grain: "month",
    dimensions: ["service", "kind", "form", "language", "item", "construct"],
  },
  { id: "access", table: "cube_access", grain: "month", dimensions: ["service", "channel", "mode", "construct"] },
  { id: "day", table: "cube_day", grain: "day", dimensions: ["service", "construct"] },
];

/** Date keys that the rows of a family carry. */
export function dateColumnsOf(family: CubeFamily): readonly DateColumn[] {
  return family.grain === "day" ? DATE_COLUMNS : MONTH_COLUMNS;
}
