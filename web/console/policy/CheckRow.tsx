import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CheckEvidence } from "#web/api/policy.ts";
import { useEvidenceName } from "#web/console/policy/evidence-name.ts";
import { StateMark } from "#web/console/policy/StateMark.tsx";
import { isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Evidence.module.css";

/** What the page says of itself: dates, versions, documents, and what can never be asked. */
export function CheckRow({ evidence }: { evidence: CheckEvidence }) {
  const { t } = useTranslation();
  const nameOf = useEvidenceName();
  const { behind } = evidence;
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <h4>{nameOf(evidence)}</h4>
        <p className={classes.why}>
          <StateMark state={evidence.state} />
        </p>
      </div>
      <div className={classes.says}>
        <Words evidence={evidence} />
      </div>
      <div className={classes.more}>
        {behind === "shelf" || behind === "versions" || behind === "readings" ? (
          <Link className={classes.behind} to="/policy" search={{ part: behind }}>
            {t("policy.behind")}
          </Link>
        ) : null}
      </div>
    </li>
  );
}

function Words({ evidence }: { evidence: CheckEvidence }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format.settings;
  const date = (iso: string) => isolate(format.date(iso));
  const digits = (printed: string | null) => isolate(format.inDigits((printed ?? "").replaceAll("-", "/")));
  switch (evidence.check) {
    case "approval-dates": {
      const { hijriOn, gregorianOn, hijriFallsOn, gregorianFallsOn, agree, meeting } = evidence;
      const printed = { hijri: digits(hijriOn), gregorian: digits(gregorianOn) };
      return (
        <>
          {meeting ? <p>{meeting[language]}</p> : null}
          {agree === null ? (
            <p>{t("policy.check.approval.missing")}</p>
          ) : (
            <>
              <p>{t("policy.check.approval.printed", printed)}</p>
              <p>
                {agree
                  ? t("policy.check.approval.agree")
                  : t("policy.check.approval.disagree", {
                      ...printed,
                      hijriIs: digits(hijriFallsOn),
                      gregorianIs: digits(gregorianFallsOn),
                    })}
              </p>
            </>
          )}
        </>
      );
    }
    case "next-review": {
      const { dueOn, lastOn, everyMonths, daysOverdue } = evidence;
      if (dueOn === null || lastOn === null) return <p>{t("policy.check.review.unknown")}</p>;
      return (
        <>
          <p>
            {t("policy.check.review.due", { due: date(dueOn), last: date(lastOn), every: format.integer(everyMonths) })}
          </p>
          {daysOverdue > 0 ? (
            <p>
              <strong>
                {t("policy.check.review.overdue", { count: daysOverdue, n: format.integer(daysOverdue) })}
              </strong>
            </p>
          ) : null}
        </>
      );
    }
    case "versions": {
      const last = evidence.versions.at(-1);
      if (!last) return <p>{t("policy.check.versions.none")}</p>;
      return <p>{t("policy.check.versions.now", { version: format.integer(last.version), on: date(last.on) })}</p>;
    }
    case "shelf":
      return (
        <ul>
          {evidence.tools.map(({ id, name, current, opened }) => (
            <li key={id}>
              {current
                ? t("policy.check.shelf.tool", {
                    name: name[language],
                    version: format.integer(current.version),
                    opened: format.integer(opened),
                  })
                : t("policy.check.shelf.missing", { name: name[language] })}
            </li>
          ))}
        </ul>
      );
    case "no-staff-dimension":
      return (
        <p>
          {evidence.staff.length > 0
            ? t("policy.check.staff.some", { staff: evidence.staff.join(t("list.comma")) })
            : t("policy.check.staff.none", {
                metrics: format.integer(evidence.metrics),
                dimensions: evidence.dimensions.map((name) => name[language]).join(`${t("list.comma")} `),
              })}
        </p>
      );
    case "contradictions":
      return evidence.findings.length === 0 ? (
        <p>{t("policy.check.contradictions.none")}</p>
      ) : (
        <ul>
          {evidence.findings.map(({ kind, path, text }) => (
            <li key={`${kind} ${path}`}>{format.inDigits(text[language])}</li>
          ))}
        </ul>
      );
    default:
      return null;
  }
}
