import { useTranslation } from "react-i18next";
import type { MetricRow } from "#web/api.ts";
import { IntervalRows } from "#web/charts/IntervalRows.tsx";
import { SMALL_BASE, toMeasured } from "#web/console/overview/findings.ts";
import { Method } from "#web/console/overview/Method.tsx";
import { EXPERIENCES } from "#web/console/overview/overview-queries.ts";
import { Panel } from "#web/ui/Panel.tsx";
import type { PanelState } from "#web/ui/panel-state.ts";

/** What people went through: ease, respect, clarity and the rest, each as the share of the two best answers. */
export function ExperiencePanel({ state, values, k }: { state: PanelState; values: MetricRow["values"]; k: number }) {
  const { t } = useTranslation();
  const rows = EXPERIENCES.map((id) => ({ id, measured: toMeasured(values[id]) }))
    .filter(({ measured }) => measured.state !== "empty")
    .map(({ id, measured }) => ({
      key: id,
      label: t(`experience.${id}`),
      measured,
      k,
      small: measured.state === "ok" && measured.base < SMALL_BASE,
    }));
  const name = t("experience.name");
  return (
    <Panel
      name={name}
      note={t("experience.note")}
      state={state.kind === "ready" && rows.length === 0 ? { kind: "empty" } : state}
      height={320}
      empty={t("experience.empty")}
      method={<Method metrics={EXPERIENCES} />}
    >
      <IntervalRows caption={name} heading={t("experience.heading")} rows={rows} />
    </Panel>
  );
}
