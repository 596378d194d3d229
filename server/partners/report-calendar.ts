import { parseDate } from "@internationalized/date";

export type ReportPeriod = { readonly from: string; readonly to: string };

/**
 * Periods of the impact reports from the first to the last day of an agreement, each so many months long. A rest shorter
 * than a month belongs to the period before it.
 */
export function reportCalendar(startsOn: string, endsOn: string, everyMonths: number): ReportPeriod[] {
  const start = parseDate(startsOn);
  const end = parseDate(endsOn);
  const periods: ReportPeriod[] = [];
  for (let n = 0; periods.at(-1)?.to !== endsOn; n += 1) {
    const from = start.add({ months: n * everyMonths });
    const to = start.add({ months: (n + 1) * everyMonths }).subtract({ days: 1 });
    const isLast = to.add({ months: 1 }).compare(end) > 0;
    periods.push({ from: from.toString(), to: isLast ? endsOn : to.toString() });
  }
  return periods;
}

/** Days after its period within which a report is filed in time. The text states none: this is the association's own setting. */
const FILE_DAYS = 7;

/** The last day on which the report of a period is in time; it can be filed from the last day of the period on. */
export function dueOn({ to }: Pick<ReportPeriod, "to">): string {
  return parseDate(to).add({ days: FILE_DAYS }).toString();
}

/** Days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
