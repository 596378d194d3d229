import { useTranslation } from "react-i18next";
import type { Standing } from "#web/api/partners.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

type Shown = Omit<Standing, "tie"> & Pick<Partial<Standing>, "tie">;

/** A score as a bar whose pieces are its parts, with its place and how firm that is. */
export function PriorityBar({ standing }: { standing: Shown }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { score, slices, rank, of, ranks } = standing;
  return (
    <div className={classes.priority}>
      <div className={classes.bar} aria-hidden="true">
        {slices.map(({ part, points }) => (
          <i key={part} data-part={part} style={{ inlineSize: `${points * 100}%` }} />
        ))}
      </div>
      <p>
        <strong>{t("partners.score", { n: format.integer(Math.round(score * 100)) })}</strong>
        {t("list.dot")}
        {t("partners.rank", { n: format.integer(rank), of: format.integer(of) })}
        {t("list.dot")}
        <span data-standing={standing.standing}>
          {standing.standing === "stable"
            ? t("partners.stable")
            : t("partners.contested", { best: format.integer(ranks.best), worst: format.integer(ranks.worst) })}
        </span>
      </p>
      {standing.tie ? <p className={classes.quiet}>{t(`partners.tie.${standing.tie}`)}</p> : null}
    </div>
  );
}

/** The whole working-out: each part's value, weight and points. */
export function PriorityTable({ standing }: { standing: Shown }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <DataTable
        caption={t("partners.priority")}
        columns={[
          { id: "part", heading: t("partners.partOf") },
          { id: "value", heading: t("partners.value"), number: true },
          { id: "weight", heading: t("partners.weight"), number: true },
          { id: "points", heading: t("partners.points"), number: true },
        ]}
        rows={standing.slices.map(({ part, value, weight, points, flag }) => ({
          key: part,
          cells: [
            <span key="p" className={classes.part}>
              <i data-part={part} aria-hidden="true" />
              {t(`partners.part.${part}`)}
              <small>{t(`partners.partWhat.${part}`)}</small>
              {flag ? <small data-flag>{t(`partners.flag.${flag}`)}</small> : null}
            </span>,
            format.percent(value),
            format.percent(weight),
            format.decimal(points * 100),
          ],
        }))}
      />
      <p className={classes.quiet}>
        {t("partners.method")} {t("partners.sensitivity")}{" "}
        {t("partners.weightsVersion", { n: format.integer(standing.weights) })}
        {t("list.dot")}
        {t("partners.seed")} <bdi>{standing.seed}</bdi>
      </p>
    </>
  );
}
