import type { ChartOption } from "#web/charts/echarts.ts";
import type { ChartColours } from "#web/charts/palette.ts";

export type RecoveryView = {
  /** Names of the levels, the lowest first. */
  readonly levels: readonly string[];
  readonly points: readonly { readonly label: string; readonly level: number }[];
  readonly direction: "rtl" | "ltr";
  readonly colours: ChartColours;
};

const FONT = '"IBM Plex Sans Arabic", system-ui, sans-serif';

/** Levels as stairs over the assessments. Time runs from right to left in Arabic, with the names of the levels on the right. */
export function toRecoveryOption({ levels, points, direction, colours }: RecoveryView): ChartOption {
  const rtl = direction === "rtl";
  const labelStyle = { color: colours.dim, fontSize: 14, fontFamily: FONT };
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { top: 12, bottom: 32, ...(rtl ? { left: 24, right: 112 } : { left: 128, right: 24 }) },
    xAxis: {
      type: "category",
      data: points.map(({ label }) => label),
      inverse: rtl,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...labelStyle, hideOverlap: true },
    },
    yAxis: {
      type: "category",
      data: [...levels],
      position: rtl ? "right" : "left",
      boundaryGap: true,
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...labelStyle, interval: 0 },
      splitLine: { show: true, lineStyle: { color: colours.line } },
    },
    series: [
      {
        id: "level",
        type: "line",
        step: "end",
        data: points.map(({ level }) => level),
        symbol: "circle",
        symbolSize: 10,
        showAllSymbol: true,
        itemStyle: { color: colours.accent },
        lineStyle: { color: colours.accent, width: 2.5 },
      },
    ],
  };
}
