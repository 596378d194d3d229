import { useMemo } from "react";
import { Chart } from "#web/charts/Chart.tsx";
import { useChartColours } from "#web/charts/palette.ts";
import { useCase } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { toRecoveryOption } from "#web/console/cases/recovery-option.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** How recovery has gone, assessment by assessment, with the table beside the picture. */
export function Recovery() {
  const { t, language, day } = useCaseWords();
  const { view } = useCase();
  const colours = useChartColours();
  const { levels, assessments } = view.recovery;
  const nameOf = (level: number) => levels[level]?.[language] ?? "";
  const option = useMemo(
    () =>
      toRecoveryOption({
        levels: levels.map((name) => name[language]),
        points: assessments.map(({ assessedAt, level }) => ({ label: day(assessedAt), level })),
        direction: language === "ar" ? "rtl" : "ltr",
        colours,
      }),
    // `day` follows from the language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [levels, assessments, language, colours],
  );
  const last = assessments.at(-1);
  if (!last) return null;
  const before = assessments.at(-2);
  const change = !before
    ? "first"
    : last.level === before.level
      ? "same"
      : last.level > before.level
        ? "better"
        : "worse";
  const hasNotes = assessments.some(({ note }) => note !== "");
  return (
    <Sheet>
      <p className={classes.small}>{t("caseRecovery.title")}</p>
      <h2 className={classes.finding}>
        {t(`caseRecovery.${change}`, { from: nameOf(before?.level ?? 0), to: nameOf(last.level) })}
      </h2>
      {assessments.length > 1 ? <Chart option={option} name={t("caseRecovery.chart")} height={220} /> : null}
      <DataTable
        caption={t("caseRecovery.chart")}
        columns={[
          { id: "on", heading: t("caseRecovery.on") },
          { id: "level", heading: t("caseRecovery.level") },
          { id: "who", heading: t("caseRecovery.who") },
          ...(hasNotes ? [{ id: "note", heading: t("caseRecovery.note") }] : []),
        ]}
        rows={assessments.map(({ assessedAt, level, who, note }) => ({
          key: String(assessedAt),
          cells: [day(assessedAt), nameOf(level), who, ...(hasNotes ? [note] : [])],
        }))}
      />
    </Sheet>
  );
}
