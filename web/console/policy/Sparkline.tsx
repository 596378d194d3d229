import type { FigureEvidence } from "#web/api/policy.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Sparkline.module.css";

const WIDTH = 104;
const HEIGHT = 36;
const EDGE = 4;

/**
 * The way of a figure month by month: shares from 0 to 1, all else from 0 to the highest; the goal as a dashed line. A
 * withheld month is a hatched bar, never a gap or a zero. Time runs as the page is read. The numbers are in the details.
 */
export function Sparkline({ trend, goal, unit }: Pick<FigureEvidence, "trend" | "goal"> & { unit: string }) {
  const { language } = useFormat().settings;
  if (trend.filter(({ value }) => value.state === "ok").length < 2) return null;
  const values = trend.map(({ value }) => (value.state === "ok" ? value.value : null));
  const top = unit === "share" ? 1 : Math.max(...values.map((value) => value ?? 0), goal?.met ?? 0, 1);
  const step = (WIDTH - 2 * EDGE) / Math.max(1, trend.length - 1);
  const x = (at: number) => (language === "ar" ? WIDTH - EDGE - at * step : EDGE + at * step);
  const y = (value: number) => HEIGHT - EDGE - (Math.min(value, top) / top) * (HEIGHT - 2 * EDGE);
  return (
    <svg className={classes.line} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {goal ? <line className={classes.goal} x1="0" x2={WIDTH} y1={y(goal.met)} y2={y(goal.met)} /> : null}
      {trend.map(({ period, value }, at) =>
        value.state === "withheld" ? (
          <rect key={period} className={classes.withheld} x={x(at) - 3} y={EDGE} width="6" height={HEIGHT - 2 * EDGE} />
        ) : null,
      )}
      {toRuns(values).map((run) => (
        <polyline key={run[0]} points={run.map((at) => `${x(at)},${y(values[at] ?? 0)}`).join(" ")} />
      ))}
      {values.map((value, at) =>
        value === null ? null : (
          <circle key={trend[at]?.period} cx={x(at)} cy={y(value)} r={at === values.length - 1 ? 3 : 1.6} />
        ),
      )}
    </svg>
  );
}

/** Places of values in a row; a line is only drawn between neighbours. */
function toRuns(values: readonly (number | null)[]): number[][] {
  const runs: number[][] = [];
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const last = runs.at(-1);
    if (last?.at(-1) === at - 1) last.push(at);
    else runs.push([at]);
  }
  return runs;
}
