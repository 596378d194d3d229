import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { writeAgreement, type PartnershipView } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { toAmount } from "#web/console/partners/FormFields.tsx";
import { Refused } from "#web/console/partners/Refused.tsx";
import { today } from "#web/console/today.ts";
import { DateField } from "#web/ui/DateField.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

const EMPTY = { key: 0, name: "", unit: "", baseline: "", target: "", better: "higher" as "higher" | "lower" };
type Row = typeof EMPTY;

/** Writes the agreement (clause T16) with the indicators by which its effect is judged (clause T17). */
export function AgreementForm({ view, onDone }: { view: PartnershipView; onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { association } = useMembership();
  const { agreement } = view;
  const [text, setText] = useState({
    type: agreement?.type ?? ("execution" as const),
    associationDuties: agreement?.associationDuties ?? "",
    partnerDuties: agreement?.partnerDuties ?? "",
    startsOn: agreement?.startsOn ?? today(),
    endsOn: agreement?.endsOn ?? `${Number(today().slice(0, 4)) + 1}${today().slice(4)}`,
  });
  const [rows, setRows] = useState<readonly Row[]>(() => {
    const kept = view.indicators.map(({ name, unit, baseline, target, better }, key) => ({
      ...{ key, name, unit, baseline: String(baseline), target: String(target), better },
    }));
    return kept.length > 0 ? kept : [EMPTY];
  });
  const write = useMutation({
    mutationFn: () =>
      writeAgreement(association.id, view.id, {
        ...{ seq: view.seq, ...text },
        indicators: rows.map(({ name, unit, baseline, target, better }) => ({
          ...{ name, unit, better, baseline: toNumber(baseline), target: toNumber(target) },
        })),
      }),
    onSuccess: onDone,
  });
  const change = (part: Partial<typeof text>) => setText((before) => ({ ...before, ...part }));
  const changeRow = (key: number, part: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate();
  };
  const year = Number(today().slice(0, 4));
  const needed = { required: true, withAsterisk: false } as const;
  return (
    <form className={classes.form} onSubmit={submit}>
      <h2>{t("partners.agreement")}</h2>
      <NativeSelect
        label={t("partners.agreementType")}
        value={text.type}
        onChange={(event) => change({ type: event.currentTarget.value === "memorandum" ? "memorandum" : "execution" })}
        data={(["execution", "memorandum"] as const).map((type) => ({
          value: type,
          label: t(`partners.type.${type}`),
        }))}
      />
      <Textarea
        label={t("partners.associationDuties", { name: association.shortName[format.settings.language] })}
        {...needed}
        autosize
        minRows={3}
        maxLength={4000}
        value={text.associationDuties}
        onChange={(event) => change({ associationDuties: event.currentTarget.value })}
      />
      <Textarea
        label={t("partners.partnerDuties")}
        {...needed}
        autosize
        minRows={3}
        maxLength={4000}
        value={text.partnerDuties}
        onChange={(event) => change({ partnerDuties: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <DateField
          label={t("partners.startsOn")}
          value={text.startsOn}
          years={[year - 1, year + 2]}
          onChange={(startsOn) => change({ startsOn })}
        />
        <DateField
          label={t("partners.endsOn")}
          value={text.endsOn}
          years={[year - 1, year + 5]}
          onChange={(endsOn) => change({ endsOn })}
        />
      </div>
      <h3>{t("partners.indicators")}</h3>
      {rows.map((row, index) => (
        <fieldset key={row.key} className={classes.group}>
          <legend>{t("partners.indicator", { n: format.integer(index + 1) })}</legend>
          <div className={classes.pair}>
            <TextInput
              label={t("partners.indicatorName")}
              {...needed}
              maxLength={150}
              value={row.name}
              onChange={(event) => changeRow(row.key, { name: event.currentTarget.value })}
            />
            {(["unit", "baseline", "target"] as const).map((field) => (
              <TextInput
                key={field}
                label={t(`partners.${field}`)}
                {...needed}
                maxLength={40}
                {...(field === "unit" ? {} : { inputMode: "decimal" as const })}
                value={row[field]}
                onChange={(event) => changeRow(row.key, { [field]: event.currentTarget.value })}
              />
            ))}
            <NativeSelect
              label={t("partners.better")}
              value={row.better}
              onChange={(event) =>
                changeRow(row.key, { better: event.currentTarget.value === "lower" ? "lower" : "higher" })
              }
              data={(["higher", "lower"] as const).map((side) => ({
                value: side,
                label: t(`partners.betterIs.${side}`),
              }))}
            />
          </div>
          {rows.length > 1 ? (
            <Button
              className={classes.start ?? ""}
              variant="subtle"
              size="compact-sm"
              onClick={() => setRows((before) => before.filter(({ key }) => key !== row.key))}
            >
              {t("partners.removeIndicator", { n: format.integer(index + 1) })}
            </Button>
          ) : null}
        </fieldset>
      ))}
      {rows.length < 12 ? (
        <Button
          className={classes.start ?? ""}
          variant="default"
          onClick={() =>
            setRows((before) => [...before, { ...EMPTY, key: Math.max(...before.map(({ key }) => key)) + 1 }])
          }
        >
          {t("partners.addIndicator")}
        </Button>
      ) : null}
      <p className={classes.quiet}>{t("partners.agreementHint")}</p>
      <Refused error={write.error} />
      <Button className={classes.start ?? ""} type="submit" size="md" loading={write.isPending}>
        {t("partners.agreementSave")}
      </Button>
    </form>
  );
}

/** What is no number goes as none, and the server says so. */
function toNumber(typed: string): number {
  const amount = toAmount(typed);
  return typeof amount === "number" ? amount : Number.NaN;
}
