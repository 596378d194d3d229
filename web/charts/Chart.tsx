import { useEffect, useRef } from "react";
import type { EChartsType } from "echarts/core";
import { startChart, type ChartOption } from "#web/charts/echarts.ts";
import classes from "#web/charts/Chart.module.css";

/** Width in which a chart is drawn for paper: about that of A4 between its margins, so that its letters keep their size. */
const PAPER_WIDTH = 680;

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
    const fit = (width?: number) => {
      started.resize(width === undefined ? {} : { width });
      // Drawn at once: paper does not wait for the next frame.
      started.getZr().flush();
      // What has a view box can be scaled by the style sheet of print; nothing else fits an unknown paper.
      const size = `0 0 ${started.getWidth()} ${started.getHeight()}`;
      container.querySelector("svg")?.setAttribute("viewBox", size);
    };
    const paper = matchMedia("print");
    const toPaper = () => fit(PAPER_WIDTH);
    const toScreen = () => fit();
    const change = () => (paper.matches ? toPaper() : toScreen());
    // The observer is not asked while the page is laid out for paper.
    const observer = new ResizeObserver(change);
    observer.observe(container);
    addEventListener("beforeprint", toPaper);
    addEventListener("afterprint", toScreen);
    paper.addEventListener("change", change);
    return () => {
      paper.removeEventListener("change", change);
      removeEventListener("beforeprint", toPaper);
      removeEventListener("afterprint", toScreen);
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
