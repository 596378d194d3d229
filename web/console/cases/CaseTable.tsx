import { Link } from "@tanstack/react-router";
import type { CaseLine, CaseSteps } from "#web/api/cases.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** Cases by their numbers; those that have waited longest first. */
export function CaseTable({
  cases,
  counted,
  state,
}: {
  cases: readonly CaseLine[];
  counted: CaseSteps;
  state: "open" | "ended";
}) {
  const { t, format, language, days, day } = useCaseWords();
  const nameOf = (list: readonly { id: string; name: { ar: string; en: string } }[], id: string | null) =>
    list.find((one) => one.id === id)?.name[language] ?? id ?? "";
  const isOpen = state === "open";
  return (
    <DataTable
      caption={t("page.cases")}
      columns={[
        { id: "number", heading: t("cases.number") },
        { id: "step", heading: t(isOpen ? "cases.step" : "cases.ending") },
        { id: "since", heading: t(isOpen ? "cases.waiting" : "cases.endedOn") },
        { id: "place", heading: t("cases.place") },
        { id: "state", heading: t("cases.state") },
      ]}
      rows={cases.map((one) => ({
        key: one.id,
        cells: [
          <Link key="n" to="/cases/$id" params={{ id: one.id }}>
            <bdi dir="ltr">{format.inDigits(one.id)}</bdi>
          </Link>,
          isOpen ? nameOf(counted.steps, one.step) : nameOf(counted.endings, one.ending),
          isOpen ? days(one.since, counted.now) : day(one.since),
          one.place === "" ? "" : t(`cases.places.${one.place}`),
          one.isOverdue ? (
            <span key="o" className={classes.signal}>
              {t("cases.overdue")}
            </span>
          ) : (
            ""
          ),
        ],
      }))}
    />
  );
}
