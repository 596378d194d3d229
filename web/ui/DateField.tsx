import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fromHijri, toHijri } from "#policies/calendar.ts";
import type { Calendar } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/ui/DateField.module.css";

type DateFieldProps = {
  readonly label: string;
  /** `YYYY-MM-DD`. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** First and last Gregorian years offered. */
  readonly years: readonly [number, number];
};

/** A date by day, month and year in the reader's calendar and digits; the browser's own field knows neither. */
export function DateField({ label, value, onChange, years }: DateFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { calendar } = format.settings;
  const { year, month, day } = toParts(value, calendar);
  const [firstYear, lastYear] = years.map((y) => toParts(`${y}-06-30`, calendar).year) as [number, number];
  const change = (part: Partial<Parts>) => onChange(fromParts({ ...{ year, month, day }, ...part }, calendar));
  const dayOptions = Array.from({ length: daysIn({ year, month }, calendar) }, (_, i) =>
    option(i + 1, format.year(i + 1)),
  );
  const monthOptions = Array.from({ length: 12 }, (_, i) =>
    option(i + 1, format.monthName(fromParts({ year, month: i + 1, day: 1 }, calendar))),
  );
  const yearOptions = Array.from({ length: lastYear - firstYear + 1 }, (_, i) =>
    option(lastYear - i, format.year(lastYear - i)),
  );
  return (
    <fieldset className={classes.field}>
      <legend>{label}</legend>
      <NativeSelect
        aria-label={t("date.day")}
        data={dayOptions}
        value={String(day)}
        onChange={(e) => change({ day: Number(e.currentTarget.value) })}
      />
      <NativeSelect
        aria-label={t("date.month")}
        data={monthOptions}
        value={String(month)}
        onChange={(e) => change({ month: Number(e.currentTarget.value) })}
      />
      <NativeSelect
        aria-label={t("date.year")}
        data={yearOptions}
        value={String(year)}
        onChange={(e) => change({ year: Number(e.currentTarget.value) })}
      />
    </fieldset>
  );
}

type Parts = { readonly year: number; readonly month: number; readonly day: number };

function toParts(iso: string, calendar: Calendar): Parts {
  if (calendar === "hijri") return toHijri(iso);
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  return { year, month, day };
}

/** The date of the parts; a day that its month does not have becomes the month's last. */
export function fromParts({ year, month, day }: Parts, calendar: Calendar): string {
  const kept = Math.min(day, daysIn({ year, month }, calendar));
  if (calendar === "hijri") return fromHijri({ year, month, day: kept });
  return `${year}-${String(month).padStart(2, "0")}-${String(kept).padStart(2, "0")}`;
}

function daysIn({ year, month }: Pick<Parts, "year" | "month">, calendar: Calendar): number {
  if (calendar === "gregorian") return new Date(Date.UTC(year, month, 0)).getUTCDate();
  try {
    fromHijri({ year, month, day: 30 });
    return 30;
  } catch {
    return 29;
  }
}

function option(value: number, label: string) {
  return { value: String(value), label };
}
