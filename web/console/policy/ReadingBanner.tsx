import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listOwnReadings } from "#web/api/policy.ts";
import { useMembership } from "#web/console/membership.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Keeping.module.css";

/** A gentle reminder, on every screen, until one has read what everybody here reads (clauses C19, T18). */
export function ReadingBanner() {
  const { t } = useTranslation();
  const { language } = useFormat().settings;
  const { pathname } = useLocation();
  const { association, permissions } = useMembership();
  const query = useQuery({
    queryKey: ["readings", association.id],
    queryFn: () => listOwnReadings(association.id),
    enabled: permissions.includes("readPolicy"),
    staleTime: 5 * 60_000,
  });
  const due = (query.data?.readings ?? []).filter(({ acknowledgedAt }) => acknowledgedAt === null);
  if (due.length === 0 || pathname === "/policy") return null;
  const names = due.map(({ name }) => name[language]).join(`${t("list.comma")} `);
  return (
    <aside className={classes.banner}>
      <span>{t("readings.banner", { names })}</span>
      <Link to="/policy" search={{ part: "readings" }}>
        {t("readings.open")}
      </Link>
    </aside>
  );
}
