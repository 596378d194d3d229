import { z } from "zod";
import { addDays } from "#analytics/period.ts";
import { fromHijri, hijriMonthRange, toHijri } from "#policies/calendar.ts";

/**
 * The periods over which the policy can be looked at; all but the first have ended. What happens later to those who came in
 * them still moves their figures, since shares are of cohorts.
 */
export const EvidencePeriod = z.enum(["last12Months", "lastQuarter", "lastYear", "lastHijriYear"]);
export type EvidencePeriod = z.infer<typeof EvidencePeriod>;

/** Both ends included, `YYYY-MM-DD`. */
type Dates = { readonly from: string; readonly to: string };

/** The dates that a period means on `today`; months and quarters are those of the association's calendar. */
export function toEvidenceDates(period: EvidencePeriod, today: string, calendar: "gregorian" | "hijri"): Dates {
  const hijri = toHijri(today);
  const year = Number(today.slice(0, 4));
  if (period === "lastYear") return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
  if (period === "lastHijriYear") return hijriMonths(hijri.year - 1, 1, 12);
  const month = calendar === "hijri" ? hijri.month : Number(today.slice(5, 7));
  const at = calendar === "hijri" ? hijri.year : year;
  const months = calendar === "hijri" ? hijriMonths : gregorianMonths;
  if (period === "last12Months") return { from: months(at, month - 11, 1).from, to: today };
  return months(at, month - ((month - 1) % 3) - 3, 3);
}

/** `count` months from a month on; months below 1 lie in the year before. */
function gregorianMonths(year: number, month: number, count: number): Dates {
  const day = (months: number) => new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  return { from: day(0), to: addDays(day(count), -1) };
}

function hijriMonths(year: number, month: number, count: number): Dates {
  const shifted = (months: number) => {
    const all = year * 12 + (month - 1) + months;
    return { year: Math.floor(all / 12), month: (all % 12) + 1 };
  };
  const last = shifted(count - 1);
  const key = `${last.year}-${String(last.month).padStart(2, "0")}`;
  return { from: fromHijri({ ...shifted(0), day: 1 }), to: hijriMonthRange(key).to };
}
