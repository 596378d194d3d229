import type { PageEvaluation } from "#surveys/evaluation.ts";

/**
 * The page is complete without this script. SurveyJS and React are fetched behind it, and when they cannot be, the
 * page goes on as it is; where it had no form of its own, it says what to do instead.
 */
async function start(): Promise<void> {
  const text = document.getElementById("evaluation")?.textContent;
  if (!text) return;
  try {
    const { takeOver } = await import("#web/respond/take-over.tsx");
    takeOver(JSON.parse(text) as PageEvaluation);
  } catch {
    const note = document.querySelector("#answers > noscript");
    if (note) note.outerHTML = note.textContent;
  }
}

void start();
