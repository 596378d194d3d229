import { useTranslation } from "react-i18next";
import type { ImportReport } from "#web/api.ts";
import { columnsOf, FIELDS } from "#web/console/imports/import-state.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/imports/Import.module.css";

/** Lines of the file that are shown before it is taken in. */
const SHOWN = 20;

const DELIMITERS: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };

/** How the file was read, and what would become of its first lines: to be looked at before one agrees. */
export function Understood({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = report.lines.slice(0, SHOWN);
  return (
    <Sheet>
      <h2 className={classes.title}>{t("understood.title")}</h2>
      <p className={classes.quiet}>{t("understood.lead")}</p>
      <Facts report={report} />
      {lines.length > 0 ? (
        <>
          <DataTable
            caption={t("understood.lines")}
            columns={[
              { id: "line", heading: t("import.line"), number: true },
              { id: "reference", heading: t("delivery.reference") },
              { id: "state", heading: t("understood.becomes") },
            ]}
            rows={lines.map((line) => ({
              key: String(line.line),
              cells: [format.integer(line.line), <bdi key="r">{line.reference}</bdi>, <Outcome key="s" {...line} />],
            }))}
          />
          {report.lines.length > SHOWN ? (
            <p className={classes.quiet}>
              {t("understood.firstOnly", { n: format.integer(SHOWN), of: format.integer(report.lines.length) })}
            </p>
          ) : null}
        </>
      ) : null}
    </Sheet>
  );
}

function Facts({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const { encoding, delimiter, calendar, dateOrder } = report;
  const separator = delimiter === null ? undefined : DELIMITERS[delimiter];
  const columns = FIELDS.map((field) => ({ field, headers: columnsOf(report, field) }));
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["format", t(`understood.formats.${report.format}`)],
    ["encoding", encoding === null ? undefined : encoding.toUpperCase()],
    ["delimiter", separator === undefined ? (delimiter ?? undefined) : t(`understood.delimiters.${separator}`)],
    ["calendar", calendar === null ? undefined : t(`understood.calendars.${calendar}`)],
    ["order", dateOrder === null ? undefined : t(`import.orders.${dateOrder}`)],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([id, value]) =>
        value === undefined ? null : (
          <div key={id}>
            <dt>{t(`understood.${id}`)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ),
      )}
      {columns.map(({ field, headers }) =>
        headers.length === 0 ? null : (
          <div key={field}>
            <dt>{t(`delivery.${field}`)}</dt>
            <dd>
              {headers.map((header) => (
                <bdi key={header}>{header} </bdi>
              ))}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Outcome({ state, differs }: ImportReport["lines"][number]) {
  const { t } = useTranslation();
  if (differs && differs.length > 0) {
    const fields = differs.map((field) => t(`delivery.${field}`)).join(`${t("list.comma")} `);
    return <span className={classes.differs}>{t("understood.differs", { fields })}</span>;
  }
  return t(`understood.states.${state}`);
}
