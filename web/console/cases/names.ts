import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { CaseView } from "#web/api/cases.ts";
import { useFormat } from "#web/ui/preferences.ts";

const DAY = 86_400_000;
const KNOWN_NEEDS = ["criteria", "report", "assessment", "follow-ups", "reason", "referral"];

/** A need of the policy in the words of these screens. */
export function needName(need: string, t: TFunction): string {
  return t(`caseNeed.${KNOWN_NEEDS.includes(need) ? need : "other"}`);
}

/** Words for steps, roles, days and dates of a case. */
export function useCaseWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format.settings;
  return {
    t,
    format,
    language,
    roles: (roles: readonly string[]) => roles.map((role) => t(`role.${role}`)).join(t("list.comma") + " "),
    days: (from: number, to: number) => {
      const n = Math.max(0, Math.floor((to - from) / DAY));
      return t("cases.days", { count: n, n: format.integer(n) });
    },
    /** The day of an instant where the association works. */
    day: (at: number) =>
      format.date(new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Riyadh" }).format(new Date(at))),
    stepName: (steps: CaseView["journeyView"]["steps"], id: string | null) =>
      steps.find((step) => step.id === id)?.name[language] ?? id ?? "",
  };
}
