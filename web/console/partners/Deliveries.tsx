import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { recordPartnerDelivery, type PartnershipView } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { toAmount } from "#web/console/partners/FormFields.tsx";
import { Refused } from "#web/console/partners/Refused.tsx";
import { today } from "#web/console/today.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { DateField } from "#web/ui/DateField.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** What the partner received, and recording more of it while the partnership runs. */
export function Deliveries({ view, onDone }: { view: PartnershipView; onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { association } = useMembership();
  const empty = { what: "", reached: "", deliveredOn: today() };
  const [given, setGiven] = useState(empty);
  const record = useMutation({
    mutationFn: () => {
      const reached = toAmount(given.reached);
      return recordPartnerDelivery(association.id, view.id, {
        ...given,
        reached: typeof reached === "number" ? reached : Number.NaN,
      });
    },
    onSuccess: async () => {
      setGiven(empty);
      await onDone();
    },
  });
  const isRunning = view.journeyView.outcomes.some(({ id }) => id === "finished");
  const year = Number(today().slice(0, 4));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    record.mutate();
  };
  return (
    <section className={classes.stack} aria-labelledby="deliveries">
      <h2 id="deliveries">{t("partners.deliveries")}</h2>
      {view.deliveries.length === 0 ? (
        <p className={classes.lead}>{t("partners.deliveriesNone")}</p>
      ) : (
        <DataTable
          caption={t("partners.deliveries")}
          columns={[
            { id: "what", heading: t("partners.deliveryWhat") },
            { id: "on", heading: t("partners.deliveredOn") },
            { id: "reached", heading: t("partners.deliveryReached"), number: true },
          ]}
          rows={view.deliveries.map(({ id, what, on, reached }) => ({
            key: id,
            cells: [what, format.date(on), format.integer(reached)],
          }))}
        />
      )}
      {isRunning ? (
        <form className={classes.form} onSubmit={submit}>
          <h3>{t("partners.delivery")}</h3>
          <div className={classes.pair}>
            <TextInput
              label={t("partners.deliveryWhat")}
              required
              withAsterisk={false}
              maxLength={200}
              value={given.what}
              onChange={(event) => setGiven({ ...given, what: event.currentTarget.value })}
            />
            <TextInput
              label={t("partners.deliveryReached")}
              required
              withAsterisk={false}
              inputMode="numeric"
              value={given.reached}
              onChange={(event) => setGiven({ ...given, reached: event.currentTarget.value })}
            />
          </div>
          <DateField
            label={t("partners.deliveredOn")}
            value={given.deliveredOn}
            years={[year - 1, year]}
            onChange={(deliveredOn) => setGiven({ ...given, deliveredOn })}
          />
          <Refused error={record.error} />
          <Button className={classes.start ?? ""} type="submit" variant="default" loading={record.isPending}>
            {t("partners.delivery")}
          </Button>
        </form>
      ) : null}
    </section>
  );
}
