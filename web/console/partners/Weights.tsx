import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { PRIORITY_PARTS, type PriorityPart } from "#policies/priority.ts";
import { decidePartnerWeights, listPartnerWeights } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { toAmount } from "#web/console/partners/FormFields.tsx";
import { Refused } from "#web/console/partners/Refused.tsx";
import { today } from "#web/console/today.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { DateField } from "#web/ui/DateField.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

const EMPTY: Readonly<Record<PriorityPart, string>> = { impact: "", need: "", unserved: "", study: "" };

/** Versions of the weights with their meeting, and a new one by vote; in whole percent. */
export function Weights() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const format = useFormat();
  const { association } = useMembership();
  const [typed, setTyped] = useState(EMPTY);
  const [meeting, setMeeting] = useState("");
  const [decidedOn, setDecidedOn] = useState(today());
  const query = useQuery({
    queryKey: ["partner-weights", association.id],
    queryFn: () => listPartnerWeights(association.id),
  });
  const percent = (part: PriorityPart) => {
    const amount = toAmount(typed[part]);
    return typeof amount === "number" ? amount : 0;
  };
  const sum = PRIORITY_PARTS.reduce((total, part) => total + percent(part), 0);
  const decide = useMutation({
    mutationFn: () =>
      decidePartnerWeights(association.id, {
        ...{ meeting, decidedOn },
        weights: {
          impact: percent("impact") / 100,
          need: percent("need") / 100,
          unserved: percent("unserved") / 100,
          study: percent("study") / 100,
        },
      }),
    onSuccess: async () => {
      setTyped(EMPTY);
      setMeeting("");
      await client.invalidateQueries({ queryKey: ["partner-weights", association.id] });
      await client.invalidateQueries({ queryKey: ["partner-decisions", association.id] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide.mutate();
  };
  const year = Number(today().slice(0, 4));
  return (
    <section className={classes.stack} aria-labelledby="weights">
      <h2 id="weights">{t("partners.weights")}</h2>
      <p className={classes.lead}>{t("partners.weightsLead")}</p>
      {query.data ? (
        <DataTable
          caption={t("partners.weights")}
          columns={[
            { id: "version", heading: t("partners.meeting") },
            ...PRIORITY_PARTS.map((part) => ({ id: part, heading: t(`partners.part.${part}`), number: true })),
          ]}
          rows={query.data.versions.map((version) => ({
            key: String(version.version),
            cells: [
              version.meeting
                ? t("partners.weightsBy", { meeting: version.meeting, date: format.date(version.decidedOn) })
                : t("partners.weightsPolicy"),
              ...PRIORITY_PARTS.map((part) => format.percent(version.weights[part])),
            ],
          }))}
        />
      ) : null}
      <details>
        <summary>{t("partners.weightsNew")}</summary>
        <form className={classes.form} onSubmit={submit}>
          <div className={classes.pair}>
            {PRIORITY_PARTS.map((part) => (
              <TextInput
                key={part}
                label={`${t(`partners.part.${part}`)} ٪`}
                inputMode="numeric"
                required
                withAsterisk={false}
                value={typed[part]}
                onChange={(event) => setTyped({ ...typed, [part]: event.currentTarget.value })}
              />
            ))}
          </div>
          <output className={sum === 100 ? classes.quiet : classes.late}>
            {t("partners.weightsSum", { sum: format.percent(sum / 100) })}
          </output>
          <TextInput
            label={t("partners.meeting")}
            required
            withAsterisk={false}
            maxLength={150}
            value={meeting}
            onChange={(event) => setMeeting(event.currentTarget.value)}
          />
          <DateField
            label={t("partners.meetingOn")}
            value={decidedOn}
            years={[year - 1, year]}
            onChange={setDecidedOn}
          />
          <Refused error={decide.error} />
          <Button className={classes.start ?? ""} type="submit" disabled={sum !== 100} loading={decide.isPending}>
            {t("partners.weightsSave")}
          </Button>
        </form>
      </details>
    </section>
  );
}
