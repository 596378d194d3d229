import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "#web/console/cases/Cases.module.css";

/** The three lists of those who work with cases. */
export function CasesNav() {
  const { t } = useTranslation();
  return (
    <nav className={classes.sections} aria-label={t("cases.sections")}>
      <Link to="/cases" activeOptions={{ exact: true, includeSearch: false }}>
        {t("page.cases")}
      </Link>
      <Link to="/cases/follow-ups">{t("cases.followUps")}</Link>
      <Link to="/cases/programmes">{t("cases.programmes")}</Link>
    </nav>
  );
}
