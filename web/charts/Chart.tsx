import { useEffect, useRef } from "react";
import type { EChartsType } from "echarts/core";
import { startChart, type ChartOption } from "#web/charts/echarts.ts";
import classes from "#web/charts/Chart.module.css";

/**
 * One drawing: the only owner of its ECharts instance. `name` is what a screen reader says; the numbers are in the table
 * that the panel puts beside it. The container is always left to right: ECharts mirrors nothing by itself, options do.
 */
export function Chart({ option, name, height }: { option: ChartOption; name: string; height: number }) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);

  useEffect(() => {
    const container = element.current;
    if (!container) return undefined;
    const started = startChart(container);
    chart.current = started;
    const observer = new ResizeObserver(() => started.resize());
    observer.observe(container);
    return () => {
      observer.disconnect();
      started.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  return (
    <figure aria-label={name} className={classes.chart}>
      <div ref={element} dir="ltr" aria-hidden="true" style={{ height }} />
    </figure>
  );
}
