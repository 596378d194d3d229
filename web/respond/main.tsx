import type { PageEvaluation } from "#surveys/evaluation.ts";

/**
 * The page is complete without this script. SurveyJS and React are fetched behind it, and when they cannot be, the
 * page goes on as it is.
 */
async function start(): Promise<void> {
  const text = document.getElementById("evaluation")?.textContent;
  if (!text) return;
  const evaluation = JSON.parse(text) as PageEvaluation;
  const { takeOver } = await import("#web/respond/take-over.tsx");
  takeOver(evaluation);
}

void start();
