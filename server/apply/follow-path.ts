import type { Journey } from "#policies/journey-schema.ts";
import { escapeHtml } from "#surveys/html-form.ts";
import { textIn } from "#surveys/text.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { bothCalendarsAt } from "#server/apply/plain-dates.ts";
import type { RequestView } from "#server/requests/request-view.ts";

type Station = {
  readonly name: string;
  readonly state: "done" | "now" | "ahead";
  /** When it was left, or reached if it is where the request stands. */
  readonly at: number | undefined;
};

/** The way of a request from top to bottom: what is done and when, where it stands, what lies ahead if all goes well. */
export function renderPath(
  { journey, view, timeZone }: { journey: Journey; view: RequestView; timeZone: string },
  language: string,
): string {
  const texts = applyTexts(language).follow;
  const words = { done: texts.done, now: texts.here, ahead: texts.ahead };
  const lines = stationsOf(journey, view, language).map(({ name, state, at }) => {
    const when = at === undefined ? words[state] : `${words[state]} · ${bothCalendarsAt(language, timeZone, at)}`;
    return `<li class="${state}"${state === "now" ? ` aria-current="step"` : ""}><b>${escapeHtml(name)}</b><span>${escapeHtml(when)}</span></li>`;
  });
  return `<ol class="path">${lines.join("")}</ol>`;
}

function stationsOf(journey: Journey, view: RequestView, language: string): Station[] {
  const left = leavings(journey, view);
  const ahead = aheadOf(journey, view.step);
  const nameOf = (id: string) => {
    const place = [...journey.steps, ...journey.endings].find((one) => one.id === id);
    return place ? textIn(place.name, language) : id;
  };
  // A step that is come back to lies ahead again.
  const done = view.journeyView.steps.filter(({ id, state }) => state === "done" && !ahead.includes(id));
  const here = view.step ?? view.ending;
  return [
    ...done.map(({ id }): Station => ({ name: nameOf(id), state: "done", at: left.get(id) })),
    ...(here === null ? [] : [{ name: nameOf(here), state: "now", at: view.since } as const]),
    ...ahead.map((id): Station => ({ name: nameOf(id), state: "ahead", at: undefined })),
  ];
}

/** Steps after this one, and the ending, when each step's first way out is taken. */
function aheadOf(journey: Journey, from: string | null): string[] {
  const ahead: string[] = [];
  let at = from;
  while (at !== null) {
    const to: string | undefined = journey.steps.find(({ id }) => id === at)?.outcomes[0]?.to;
    if (to === undefined || ahead.includes(to)) break;
    ahead.push(to);
    at = to;
  }
  return ahead;
}

/** When each step was left last. */
function leavings(journey: Journey, { history }: RequestView): Map<string, number> {
  const left = new Map<string, number>();
  let at: string = journey.start;
  for (const { type, what, at: when } of history) {
    if (type !== "move") continue;
    const step = journey.steps.find(({ id }) => id === at);
    if (step) left.set(at, when);
    const ways = step
      ? [...step.outcomes, ...journey.anytime]
      : journey.endings.flatMap(({ reopens }) => (reopens ? [reopens] : []));
    at = ways.find(({ id }) => id === what)?.to ?? at;
  }
  return left;
}
