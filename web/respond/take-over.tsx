import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import "@fontsource/ibm-plex-sans-arabic/arabic-400.css";
import "@fontsource/ibm-plex-sans-arabic/arabic-600.css";
import "@fontsource/ibm-plex-sans-arabic/latin-400.css";
import "@fontsource/ibm-plex-sans-arabic/latin-600.css";
import "survey-core/survey-core.fontless.min.css";
import "#web/respond/respond.css";
import type { PageEvaluation } from "#surveys/evaluation.ts";
import { Ending } from "#web/respond/Ending.tsx";
import { readControls } from "#web/respond/read-controls.ts";
import { Respond } from "#web/respond/Respond.tsx";
import type { SendResult } from "#web/respond/send.ts";
import { onLanguageChosen, showLanguage } from "#web/respond/show-language.ts";
import { answersOf, createSurveyModel, setLanguage } from "#web/respond/survey-model.ts";

/**
 * Puts SurveyJS in the place of the page's own form, with everything that was already chosen, at the same spot on the
 * screen and with the same control in focus. When SurveyJS cannot draw the form, the page's own comes back.
 */
export function takeOver(evaluation: PageEvaluation): void {
  const before = document.getElementById("answers");
  const main = before?.parentElement;
  if (!before || !main) return;
  const form = before instanceof HTMLFormElement ? before : undefined;
  const model = createSurveyModel(evaluation, form !== undefined);
  if (form) model.mergeData(readControls(form, evaluation.controls));

  const host = document.createElement("div");
  host.id = "survey";
  let language = evaluation.language;
  const forget = () => {
    stopSwitching();
    window.removeEventListener("beforeunload", warn);
  };
  const root = createRoot(host, {
    onUncaughtError() {
      forget();
      host.replaceWith(before);
    },
  });
  const draw = () =>
    flushSync(() => root.render(<Respond evaluation={evaluation} language={language} model={model} onEnd={onEnd} />));
  // Nothing is kept on the device, so leaving or loading anew would lose what was answered.
  const warn = (event: BeforeUnloadEvent) => {
    if (Object.keys(answersOf(model)).length > 0) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  const stopSwitching = onLanguageChosen((chosen) => {
    language = chosen;
    showLanguage(evaluation, language);
    draw();
    setLanguage(model, language);
  });
  const place = placeIn(before);
  before.replaceWith(host);
  const onEnd = (result: SendResult) => {
    forget();
    root.unmount();
    showEnding(main, language, result);
  };
  draw();
  document.getElementById("notice")?.remove();
  goTo(place, host);
}

/** Where the person is: which control, how far down the screen, and whether it has the focus. */
type Place = { readonly control: number; readonly top: number; readonly focused: boolean };

function placeIn(element: HTMLElement): Place | undefined {
  const all = controlsOf(element);
  const focused = all.indexOf(document.activeElement as HTMLElement);
  const control = focused >= 0 ? focused : all.findIndex((one) => one.getBoundingClientRect().top >= 0);
  const top = all[control]?.getBoundingClientRect().top;
  return top === undefined || (focused < 0 && window.scrollY === 0)
    ? undefined
    : { control, top, focused: focused >= 0 };
}

function goTo(place: Place | undefined, element: HTMLElement): void {
  const control = place && controlsOf(element)[place.control];
  if (!place || !control) return;
  if (place.focused) control.focus({ preventScroll: true });
  window.scrollBy({ top: control.getBoundingClientRect().top - place.top, behavior: "instant" });
}

function controlsOf(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>("input:not([type=hidden]), textarea, select")];
}

/** Thanks, or why there is nothing to answer, in the place of everything else; no answer stays in the page. */
function showEnding(main: HTMLElement, language: string, result: SendResult): void {
  document.querySelector("nav")?.remove();
  main.replaceChildren();
  flushSync(() => createRoot(main).render(<Ending language={language} result={result} />));
  window.scrollTo({ top: 0, behavior: "instant" });
  main.querySelector("h1")?.focus();
}
