import type { Format } from "#web/ui/format.ts";

const STEPS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long ago an instant was, in the reader's words and digits: "two hours ago". */
export function toAgo({ settings }: Format, at: number, now: number): string {
  const locale = `${settings.language === "ar" ? "ar-SA" : "en-GB"}-u-nu-${settings.digits}`;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const ms = Math.max(0, now - at);
  const [unit, size] = STEPS.find(([, step]) => ms >= step) ?? ["minute", 60_000];
  return relative.format(-Math.floor(ms / size), unit);
}
