import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Clauses.module.css";

/** The clause in its own words, which are Arabic; readers of English get its meaning as well. */
export function ClauseText({ text, gloss }: { text: string; gloss: string }) {
  const { language } = useFormat().settings;
  return (
    <div className={classes.text}>
      {text.split(/\n+/).map((paragraph) => (
        <p key={paragraph} lang="ar" dir="rtl">
          {paragraph}
        </p>
      ))}
      {language === "en" ? <p className={classes.gloss}>{gloss}</p> : null}
    </div>
  );
}
