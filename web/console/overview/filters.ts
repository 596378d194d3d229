import { z } from "zod";
import { PRESETS, toPeriod, type Period, type Preset } from "#web/console/overview/period.ts";
import type { Calendar } from "#web/ui/format.ts";

/** What the overview can be narrowed to, in the order in which it is offered. */
export const FILTERS = ["service", "channel", "mode", "branch", "kind", "form", "language"] as const;
export type FilterId = (typeof FILTERS)[number];
export type Filters = Partial<Record<FilterId, string[]>>;

const Values = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [...new Set(Array.isArray(value) ? value : [value])].slice(0, 100))
  .optional()
  .catch(undefined);
const Day = z.iso.date().optional().catch(undefined);

/** The overview's part of the address. What cannot be read there is left out, so an old link still opens. */
export const OverviewSearch = z.object({
  period: z.enum(PRESETS).optional().catch(undefined),
  from: Day,
  to: Day,
  service: Values,
  channel: Values,
  mode: Values,
  branch: Values,
  kind: Values,
  form: Values,
  language: Values,
});
export type OverviewSearch = z.infer<typeof OverviewSearch>;

export const DEFAULT_PRESET = "last12Months" satisfies Preset;

/** The dates and filters that an address asks for; a custom period that is no period is the default one. */
export function readSearch(
  search: OverviewSearch,
  today: string,
  calendar: Calendar,
): { preset: Preset; period: Period; filters: Filters } {
  const filters: Filters = {};
  for (const id of FILTERS) {
    const values = search[id];
    if (values !== undefined && values.length > 0) filters[id] = values;
  }
  const { from, to } = search;
  if (search.period === "custom" && from !== undefined && to !== undefined && from <= to) {
    return { preset: "custom", period: { from, to }, filters };
  }
  const preset = search.period === undefined || search.period === "custom" ? DEFAULT_PRESET : search.period;
  return { preset, period: toPeriod(preset, today, calendar), filters };
}

/** Addresses with a key per value (`service=a&service=b`), which people can read and share. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const search: Record<string, string | string[]> = {};
  const given = new URLSearchParams(text);
  for (const key of new Set(given.keys())) {
    const values = given.getAll(key);
    search[key] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return search;
}

/** The way back of `parseSearch`; what is undefined or empty leaves no trace. */
export function stringifySearch(search: Record<string, unknown>): string {
  const written = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === "string") written.append(key, one);
  }
  const text = written.toString();
  return text === "" ? "" : `?${text}`;
}
