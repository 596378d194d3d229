import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** A journey as its YAML has it: nothing of the house has read it. */
export type RawOutcome = { id: string; to: string; needs?: string[]; by?: string[] };
export type RawJourney = {
  id: string;
  start: string;
  steps: { id: string; by: string[]; needs?: string[]; outcomes: RawOutcome[]; external?: object }[];
  anytime?: RawOutcome[];
  endings: { id: string; reopens?: { id: string; to: string; by: string[]; withinDays: number; needs: string[] } }[];
  clocks?: { id: string; from: string; until: string[]; pauses?: string[] }[];
};

/** What is given with the action itself, what holds for one visit of a step, and who may bring the rest. */
export const GIVEN = ["reason", "quorum", "referral", "delivery"];
const FOR_ONE_VISIT = ["explanation", "report", "assessment"];
export const BRINGERS: Readonly<Record<string, readonly string[]>> = {
  answers: ["applicant", "officer", "researcher", "partner", "projects"],
  consent: ["applicant", "officer"],
  declaration: ["applicant", "officer", "researcher"],
  documents: ["applicant", "officer", "researcher"],
  eligible: ["officer", "researcher"],
  ineligible: ["officer", "researcher"],
  interview: ["officer", "researcher"],
  explanation: ["researcher"],
  criteria: ["officer", "researcher", "clinician"],
  report: ["clinician"],
  assessment: ["clinician", "researcher"],
  "follow-ups": ["researcher"],
  study: ["projects"],
  agreement: ["projects", "partner"],
  "impact-reports": ["partner"],
  evaluation: ["projects", "partner"],
};

export type RawAction = {
  type: "open" | "prove" | "disprove" | "send" | "return" | "move";
  need?: string;
  outcome?: string;
  given?: string[];
};
export type RawAct = { action: RawAction; actor: string; at: number };

const DAY = 86_400_000;

export function readRawJourneys(): { policy: string; journey: RawJourney }[] {
  return ["amal", "bazil", "ibtissam", "tuwaiq", "yusr"].flatMap((policy) => {
    const file = new URL(`../../policies/${policy}.yaml`, import.meta.url);
    const { journeys } = parse(readFileSync(file, "utf8")) as { journeys: RawJourney[] };
    return journeys.map((journey) => ({ policy, journey }));
  });
}

/** Walks the graph of the YAML by the rules of the policy, in its own words; knows nothing of the engine. */
export class JourneyOracle {
  /** Step or ending; null before the beginning. */
  place: string | null = null;
  readonly proven = new Set<string>();
  readonly visits: { place: string; from: number; left?: { at: number; by: string } }[] = [];
  private waiting: "here" | "sent" | "back" = "here";
  private cameBack = false;

  constructor(readonly journey: RawJourney) {}

  get step() {
    return this.journey.steps.find(({ id }) => id === this.place);
  }

  get ways(): RawOutcome[] {
    return [...(this.step?.outcomes ?? []), ...(this.step ? (this.journey.anytime ?? []) : [])];
  }

  allows({ action, actor, at }: RawAct): boolean {
    const { step } = this;
    if (action.type === "open") {
      return this.place === null && this.journey.steps.find(({ id }) => id === this.journey.start)!.by.includes(actor);
    }
    if (this.place === null) return false;
    if (action.type === "move") return step ? this.mayLeave(action, actor) : this.mayComeBack(action, actor, at);
    if (!step) return false;
    if (action.type === "send") return !!step.external && step.by.includes(actor) && this.waiting === "here";
    if (action.type === "return") return !!step.external && step.by.includes(actor) && this.waiting === "sent";
    return this.isAskedFor(action.need!) && (BRINGERS[action.need!] ?? []).includes(actor);
  }

  /** Takes an allowed action. */
  take({ action, at }: RawAct): void {
    if (action.type === "open") this.enter(this.journey.start, at);
    else if (action.type === "send") this.waiting = "sent";
    else if (action.type === "return") this.waiting = "back";
    else if (action.type === "disprove") this.proven.delete(action.need!);
    else if (action.type === "prove") {
      if (action.need === "eligible") this.proven.delete("ineligible");
      if (action.need === "ineligible") this.proven.delete("eligible");
      this.proven.add(action.need!);
    } else {
      const reopens = this.step ? undefined : this.reopens;
      if (reopens) this.cameBack = true;
      const way = reopens ?? this.ways.find(({ id }) => id === action.outcome)!;
      this.visits.at(-1)!.left = { at, by: `${this.place}.${way.id}` };
      this.enter(way.to, at);
    }
  }

  /** Milliseconds that a clock has run, from the visits alone; undefined when it never started. */
  ranFor(clock: NonNullable<RawJourney["clocks"]>[number], now: number): number | undefined {
    let total: number | undefined;
    let running = false;
    for (const { place, from, left } of this.visits) {
      if (!running && place === clock.from) [running, total] = [true, 0];
      const isStep = this.journey.steps.some(({ id }) => id === place);
      if (!isStep) running = false;
      if (running && !(clock.pauses ?? []).includes(place)) total = (total ?? 0) + (left?.at ?? now) - from;
      if (left && clock.until.includes(left.by)) running = false;
    }
    return total;
  }

  private get reopens() {
    return this.journey.endings.find(({ id }) => id === this.place)?.reopens;
  }

  private enter(place: string, at: number): void {
    this.place = place;
    this.waiting = "here";
    for (const need of FOR_ONE_VISIT) this.proven.delete(need);
    this.visits.push({ place, from: at });
  }

  private mayLeave(action: RawAction, actor: string): boolean {
    const step = this.step!;
    const way = this.ways.find(({ id }) => id === action.outcome);
    if (!way || !(way.by ?? step.by).includes(actor)) return false;
    const isOfStep = step.outcomes.includes(way);
    if (step.external && isOfStep && this.waiting !== "back") return false;
    return this.has([...(isOfStep ? (step.needs ?? []) : []), ...(way.needs ?? [])], action);
  }

  private mayComeBack(action: RawAction, actor: string, at: number): boolean {
    const { reopens } = this;
    if (!reopens || this.cameBack || action.outcome !== reopens.id || !reopens.by.includes(actor)) return false;
    return at - this.visits.at(-1)!.from <= reopens.withinDays * DAY && this.has(reopens.needs, action);
  }

  private has(needs: string[], { given = [] }: RawAction): boolean {
    return needs.every((need) => (GIVEN.includes(need) ? given.includes(need) : this.proven.has(need)));
  }

  private isAskedFor(need: string): boolean {
    if (GIVEN.includes(need)) return false;
    const steps = FOR_ONE_VISIT.includes(need) ? [this.step!] : this.journey.steps;
    return steps.some(
      ({ needs = [], outcomes }) => needs.includes(need) || outcomes.some((way) => way.needs?.includes(need)),
    );
  }
}
