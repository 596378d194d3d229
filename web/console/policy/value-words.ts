import { useTranslation } from "react-i18next";
import type { FigureEvidence } from "#web/api/policy.ts";
import { useFormat } from "#web/ui/preferences.ts";

export type Unit = NonNullable<FigureEvidence["words"]>["unit"];

/** How a value of a unit is written: shares in percent, times with their unit, in the page's digits. */
export function useValueWords(): (unit: Unit, value: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (unit, value) => {
    const whole = Number.isInteger(value);
    const n = whole ? format.integer(value) : format.decimal(value);
    switch (unit) {
      case "share":
        return format.percent(value);
      case "days":
        return t("policy.days", { count: whole ? value : 100, n });
      case "hours":
        return t("policy.hours", { count: whole ? value : 100, n });
      case "score":
        return format.decimal(value);
      default:
        return n;
    }
  };
}

const WORDS = ["online", "phone", "interview", "letter", "walk-in", "remote", "branch", "home", "site"] as const;

/** The word for a part of a breakdown: the policy's own, else the console's, else what was recorded. */
export function usePartWords(): (part: { key: string; name: { ar: string; en: string } | null }) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ key, name }) => {
    if (name) return format.inDigits(name[format.settings.language]);
    if (key === "") return t("policy.word.none");
    const known = WORDS.find((word) => word === key);
    return known ? t(`policy.word.${known === "walk-in" ? "walkIn" : known}`) : key;
  };
}
