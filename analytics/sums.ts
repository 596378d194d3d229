import { z } from "zod";
import type { Plan } from "#analytics/plan.ts";
import { HISTOGRAM_COLUMNS, MEASURES } from "#analytics/schema/columns.ts";

/** One row of a compiled statement. */
const SumsRow = z.object({
  measure: z.enum(MEASURES),
  scale_min: z.number(),
  scale_max: z.number(),
  n: z.number(),
  construct_people: z.number(),
  scale_people: z.number(),
  total: z.number(),
  total_squares: z.number(),
});
export type SumsRow = z.infer<typeof SumsRow> & {
  readonly keys: Readonly<Record<string, string>>;
  readonly histogram: readonly number[];
};

const Counts = z.object(Object.fromEntries(HISTOGRAM_COLUMNS.map((column) => [column, z.number()])));

/** Reads rows of the statements of a plan. */
export function sumsRowOf(plan: Plan): z.ZodType<SumsRow> {
  const names = [...(plan.grain ? [plan.grain] : []), ...plan.groups];
  const Keys = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
  return z.unknown().transform((found): SumsRow => {
    const counts = Counts.parse(found);
    return {
      ...SumsRow.parse(found),
      keys: Keys.parse(found),
      histogram: HISTOGRAM_COLUMNS.map((column) => counts[column] ?? 0),
    };
  });
}
