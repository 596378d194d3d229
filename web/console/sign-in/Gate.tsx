import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Preferences } from "#web/console/frame/Preferences.tsx";
import classes from "#web/console/sign-in/Gate.module.css";

/** The page before anybody is known: one column, a promise and a form. */
export function Gate({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t("rida")}`;
  }, [title, t]);
  return (
    <div className={classes.gate}>
      <header className={classes.head}>
        <span className={classes.mark}>{t("rida")}</span>
        <Preferences />
      </header>
      <main className={classes.main}>
        <h1>{title}</h1>
        <p>{lead}</p>
        {children}
      </main>
    </div>
  );
}
