import { useTranslation } from "react-i18next";
import type { AgreementView, PartnershipView } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { dayOf } from "#web/console/partners/day-of.ts";
import { useNumber } from "#web/console/partners/Indicators.tsx";
import { DataTable } from "#web/ui/DataTable.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** The agreement: parties, duties of both, dates, indicators, and who has signed when (clause T16). */
export function AgreementText({ view, agreement }: { view: PartnershipView; agreement: AgreementView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const number = useNumber();
  const { association } = useMembership();
  const own = association.name[format.settings.language];
  const signed = (signature: AgreementView["partner"]) =>
    signature
      ? t("partners.signed", { who: signature.by, date: format.date(dayOf(signature.at)) })
      : t("partners.notSigned");
  return (
    <section className={classes.stack} aria-labelledby="agreement">
      <h2 id="agreement">
        {t("partners.agreement")}: {t(`partners.type.${agreement.type}`)}
      </h2>
      <p className={classes.words}>{format.dateRange(agreement.startsOn, agreement.endsOn)}</p>
      <div className={classes.pair}>
        {(
          [
            [own, agreement.associationDuties, agreement.association],
            [view.partner, agreement.partnerDuties, agreement.partner],
          ] as const
        ).map(([name, duties, signature]) => (
          <div key={name}>
            <h3>{t("partners.duties", { name })}</h3>
            <p className={classes.words}>{duties}</p>
            <p className={classes.quiet}>{signed(signature)}</p>
          </div>
        ))}
      </div>
      {agreement.association && agreement.partner ? null : (
        <DataTable
          caption={t("partners.indicators")}
          columns={[
            { id: "name", heading: t("partners.indicatorName") },
            { id: "baseline", heading: t("partners.baseline"), number: true },
            { id: "target", heading: t("partners.target"), number: true },
            { id: "unit", heading: t("partners.unit") },
          ]}
          rows={view.indicators.map(({ id, name, baseline, target, unit }) => ({
            key: id,
            cells: [name, number(baseline), number(target), unit],
          }))}
        />
      )}
    </section>
  );
}
