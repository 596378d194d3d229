import { Fragment } from "react";
import { MultiSelect, NativeSelect, Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImportChoices, ImportReport, MappingField } from "#web/api.ts";
import {
  chooseColumns,
  chooseOrder,
  chooseService,
  columnsOf,
  FIELDS,
  NEEDED,
} from "#web/console/imports/import-state.ts";
import { useMembership } from "#web/console/membership.ts";
import { Sheet } from "#web/ui/Page.tsx";
import { createFormat, isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/imports/Import.module.css";

export type DecideProps = {
  readonly report: ImportReport;
  readonly choices: ImportChoices;
  readonly disabled: boolean;
  readonly onDecide: (choices: ImportChoices) => void;
};

/** Which column holds what: suggested by the file, decided by the person. */
export function Columns(props: DecideProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { report } = props;
  return (
    <Sheet>
      <h2 className={classes.title}>{t("import.columns")}</h2>
      <p className={classes.quiet}>{t("import.found", { count: report.rows, n: format.integer(report.rows) })}</p>
      <div className={classes.columns}>
        {FIELDS.map((field) => (
          <Fragment key={field}>
            <ColumnChoice field={field} {...props} />
            {field === "service" && columnsOf(report, "service").length === 0 ? <ServiceChoice {...props} /> : null}
          </Fragment>
        ))}
      </div>
      {report.needs.dateOrder || props.choices.dateOrder ? <OrderChoice {...props} /> : null}
    </Sheet>
  );
}

function ColumnChoice({ field, report, choices, disabled, onDecide }: DecideProps & { field: MappingField }) {
  const { t } = useTranslation();
  const columns = columnsOf(report, field);
  const missing = report.needs.mapping?.includes(field) === true;
  const shared = {
    ...{ label: t(`delivery.${field}`), disabled },
    error: missing ? t("import.needed") : undefined,
  };
  if (field === "branch") {
    return (
      <MultiSelect
        {...shared}
        description={t("import.severalColumns")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        maxValues={5}
        data={[...report.headers]}
        value={[...columns]}
        onChange={(chosen) => onDecide(chooseColumns(choices, field, chosen))}
      />
    );
  }
  return (
    <NativeSelect
      {...shared}
      data={[
        { value: "", label: t(NEEDED.includes(field) ? "import.chooseColumn" : "import.notInFile") },
        ...report.headers.map((header) => ({ value: header, label: header })),
      ]}
      value={columns[0] ?? ""}
      onChange={(event) =>
        onDecide(chooseColumns(choices, field, event.currentTarget.value === "" ? [] : [event.currentTarget.value]))
      }
    />
  );
}

function ServiceChoice({ report, choices, disabled, onDecide }: DecideProps) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const { language } = useFormat().settings;
  return (
    <NativeSelect
      label={t("import.serviceOfAll")}
      disabled={disabled}
      error={report.needs.service && choices.service === undefined ? t("import.needed") : undefined}
      data={[
        { value: "", label: t("import.chooseService") },
        ...association.services.map(({ id, name }) => ({ value: id, label: name[language] })),
      ]}
      value={choices.service ?? ""}
      onChange={(event) => onDecide(chooseService(choices, event.currentTarget.value))}
    />
  );
}

/** The two readings of a column that cannot tell day and month apart. */
const UNDECIDED = ["dmy", "mdy"] as const;

function OrderChoice({ report, choices, disabled, onDecide }: DecideProps) {
  const { t } = useTranslation();
  const format = useFormat();
  // What is written here is Gregorian, so it is read back in that calendar whichever the page has.
  const gregorian = createFormat({ ...format.settings, calendar: "gregorian" });
  const orders = report.needs.dateOrder ?? UNDECIDED;
  const chosen = orders.find((order) => order === choices.dateOrder) ?? null;
  return (
    <Radio.Group
      className={classes.order ?? ""}
      label={t("import.order")}
      description={t("import.orderWhy")}
      value={chosen}
      onChange={(value) => {
        const order = orders.find((one) => one === value);
        if (order) onDecide(chooseOrder(choices, order));
      }}
    >
      <div className={classes.orders}>
        {orders.map((order) => (
          <Radio
            key={order}
            value={order}
            label={t(`import.orders.${order}`)}
            description={t("import.orderExample", {
              written: isolate("03/04/2026"),
              date: isolate(gregorian.date(order === "mdy" ? "2026-03-04" : "2026-04-03")),
            })}
            disabled={disabled}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
