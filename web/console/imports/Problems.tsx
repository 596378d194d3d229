import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { chooseChannel } from "#web/console/imports/import-state.ts";
import { explainExpected } from "#web/console/imports/expected.ts";
import type { DecideProps } from "#web/console/imports/Columns.tsx";
import { useMembership } from "#web/console/membership.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/imports/Import.module.css";

/** What stands in the way, line by line, and words that can be told here and now. */
export function Problems(props: DecideProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { report } = props;
  const words = report.unmatched.filter(({ field }) => field === "channel");
  if (report.problemCount === 0 && words.length === 0) return null;
  return (
    <Sheet>
      {words.length > 0 ? <Words {...props} /> : null}
      {report.problemCount > 0 ? (
        <>
          <h2 className={classes.title}>
            {t("import.problems", { count: report.problemCount, n: format.integer(report.problemCount) })}
          </h2>
          <p className={classes.quiet}>{t("import.problemsNext")}</p>
          <div className={classes.list}>
            <DataTable
              caption={t("import.problemList")}
              columns={[
                { id: "line", heading: t("import.line"), number: true },
                { id: "column", heading: t("import.column") },
                { id: "value", heading: t("import.value") },
                { id: "expected", heading: t("import.expected") },
              ]}
              rows={report.problems.map(({ line, column, value, expected }, index) => ({
                key: `${line} ${column} ${index}`,
                cells: [
                  format.integer(line),
                  <bdi key="c">{column}</bdi>,
                  <bdi key="v" className={classes.value}>
                    {value}
                  </bdi>,
                  explainExpected(expected, t),
                ],
              }))}
            />
          </div>
          {report.problemCount > report.problems.length ? (
            <p className={classes.quiet}>{t("import.firstOnly", { n: format.integer(report.problems.length) })}</p>
          ) : null}
        </>
      ) : null}
    </Sheet>
  );
}

function Words({ report, choices, disabled, onDecide }: DecideProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { association } = useMembership();
  const { language } = format.settings;
  return (
    <div className={classes.words}>
      <h2 className={classes.title}>{t("import.words")}</h2>
      <p className={classes.quiet}>{t("import.wordsWhy")}</p>
      <div className={classes.columns}>
        {report.unmatched
          .filter(({ field }) => field === "channel")
          .map(({ value, count }) => (
            <NativeSelect
              key={value}
              label={<bdi>{value}</bdi>}
              description={t("import.found", { count, n: format.integer(count) })}
              disabled={disabled}
              value={choices.channels?.[value] ?? ""}
              data={[
                { value: "", label: t("import.chooseChannel") },
                ...association.channels.map(({ id, name }) => ({ value: id, label: name[language] })),
              ]}
              onChange={(event) => onDecide(chooseChannel(choices, value, event.currentTarget.value))}
            />
          ))}
      </div>
    </div>
  );
}
