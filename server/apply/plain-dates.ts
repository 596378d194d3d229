import { todayIn } from "#policies/calendar.ts";

const CALENDARS = ["gregory", "islamic-umalqura"] as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A day `YYYY-MM-DD` in both calendars, Gregorian first, in the language's own words. */
export function bothCalendars(language: string, day: string): string {
  const at = new Date(`${day}T12:00:00Z`);
  // A date is never broken over two lines.
  const [gregorian, hijri] = CALENDARS.map((calendar) =>
    formatOf(language, calendar).format(at).replaceAll(" ", "\u00a0"),
  );
  return `${gregorian ?? ""} (${hijri ?? ""})`;
}

/** The day of an instant in an association's zone, in both calendars. */
export function bothCalendarsAt(language: string, timeZone: string, at: number): string {
  return bothCalendars(language, todayIn(timeZone, at));
}

function formatOf(language: string, calendar: (typeof CALENDARS)[number]): Intl.DateTimeFormat {
  const key = `${language} ${calendar}`;
  const locale = language === "en" ? "en-GB" : "ar-SA-u-nu-arab";
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, {
      calendar,
      timeZone: "UTC",
      ...{ day: "numeric", month: "long", year: "numeric" },
      ...(calendar === "gregory" ? {} : { era: "short" }),
    });
  formats.set(key, format);
  return format;
}
