import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { todayIn } from "#policies/calendar.ts";
import { isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";

const DAY = 86_400_000;

/** Who acts, in words; the applicant is no role of the association. */
export function actorName(actor: string, t: TFunction): string {
  return t(actor === "applicant" ? "journey.applicant" : `role.${actor}`);
}

/** Words for the actors, needs, days and dates of a journey. */
export function useJourneyWords() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { language } = format.settings;
  const roles = (actors: readonly string[]) => actors.map((one) => actorName(one, t)).join(`${t("list.comma")} `);
  const need = (id: string) => t(i18n.exists(`journey.need.${id}`) ? `journey.need.${id}` : "journey.need.other");
  const wholeDays = (n: number) => t("journey.days", { count: n, n: format.integer(n) });
  return {
    t,
    i18n,
    format,
    language,
    roles,
    need,
    /** A number of whole days. */
    wholeDays,
    days: (from: number, to: number) => wholeDays(Math.max(0, Math.floor((to - from) / DAY))),
    /** The day of an instant where the association works. */
    day: (at: number) => isolate(format.date(todayIn("Asia/Riyadh", at))),
    date: (iso: string) => isolate(format.date(iso)),
    /** A need with who can bring it; what comes with the action itself is nobody else's to bring. */
    brought: ({ need: id, by }: { need: string; by: readonly string[] }) =>
      by.length > 0 ? t("journey.whoBrings", { need: need(id), roles: roles(by) }) : need(id),
  };
}
