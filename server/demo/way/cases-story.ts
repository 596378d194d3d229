import { CALLED } from "#server/demo/way/cases-words.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { createRandom, type Random } from "#server/demo/random.ts";
import { DAY } from "#server/demo/timeline.ts";

/** How one case goes, as it turns out step by step. */
export type CaseStory = {
  readonly random: Random;
  readonly openedAt: number;
  readonly person: { readonly name: string; readonly phone: string; readonly note: string };
  readonly fits: boolean;
  /** The step in which the person leaves of their own will. */
  readonly leavesIn: string | undefined;
  readonly isAdmitted: boolean;
  /** How often the stay goes on after its progress was assessed. */
  readonly stays: number;
  readonly place: "inside" | "abroad";
  /** Where the case stands on the last day, and for how many days it has. */
  readonly stop: CaseStop | undefined;
};
export type CaseStop = {
  readonly step: string;
  readonly days: number;
  /** A follow-up that nobody has made. */
  readonly forgets?: number;
  /** A follow-up that was tried in vain and may be tried again. */
  readonly misses?: number;
};

/** Cases in two years, at scale 1: enough that most of the way can be shown, few enough that its ends cannot. */
const CASES = 44;
/** Shares of all; nobody of the last weeks is drawn, since those who are under way now are arranged. */
const [NOT_FITTING, DECLINING, ABROAD] = [0.14, 0.07, 0.35];
/** Who leaves of their own will, and in which step: every eleventh of those who are drawn. */
const [LEAVING_EVERY, LEAVES_IN] = [11, ["identity", "stay", "social"]] as const;
const LATEST = 12 * DAY;

/** Who is in which step today. The identity of one has been with the Passports department for forty days. */
const NOW: readonly (CaseStop & { readonly openedDaysAgo: number })[] = [
  { step: "reception", days: 0, openedDaysAgo: 0 },
  { step: "classification", days: 2, openedDaysAgo: 3 },
  { step: "identity", days: 41, openedDaysAgo: 46 },
  { step: "identity", days: 5, openedDaysAgo: 9 },
  { step: "psychological", days: 3, openedDaysAgo: 26 },
  { step: "social", days: 2, openedDaysAgo: 34 },
  { step: "file", days: 1, openedDaysAgo: 41 },
  { step: "admission", days: 2, openedDaysAgo: 47 },
  { step: "stay", days: 24, openedDaysAgo: 72 },
  { step: "stay", days: 38, openedDaysAgo: 90 },
  { step: "progress", days: 1, openedDaysAgo: 118 },
  { step: "discharge", days: 3, openedDaysAgo: 131 },
  { step: "follow-up", days: 29, openedDaysAgo: 170 },
  { step: "follow-up", days: 57, openedDaysAgo: 195 },
  { step: "follow-up", days: 86, openedDaysAgo: 225 },
  { step: "follow-up", days: 66, openedDaysAgo: 205, forgets: 60 },
  { step: "follow-up", days: 35, openedDaysAgo: 176, misses: 30 },
];

/** All cases in the order in which they were opened. */
export function tellCases(stage: Stage): CaseStory[] {
  const { timeline, scale, seed } = stage;
  const random = createRandom(seed, "way ibtissam cases");
  const span = timeline.endsAt - LATEST - timeline.startsAt;
  const count = Math.round(CASES * scale);
  const drawn = Array.from({ length: count }, (_, index): CaseStory => {
    // Somewhat more in the second year than in the first.
    const share = ((index + random.next()) / count) ** 0.85;
    const leaves = index % LEAVING_EVERY === 4 ? LEAVES_IN[Math.floor(index / LEAVING_EVERY) % 3] : undefined;
    return draw(random, Math.floor(timeline.startsAt + share * span), { leaves });
  });
  const now = NOW.map(({ openedDaysAgo, ...stop }) => {
    const at = timeline.endsAt - openedDaysAgo * DAY;
    return draw(random, openedDaysAgo === 0 ? at - DAY / 16 : at, { stop });
  });
  return [...drawn, ...now].toSorted((one, other) => one.openedAt - other.openedAt);
}

function draw(
  random: Random,
  at: number,
  { stop, leaves }: { stop?: CaseStop; leaves?: string | undefined },
): CaseStory {
  const isOfNow = stop !== undefined;
  return {
    random,
    openedAt: stop?.days === 0 ? Math.floor(at) : toOfficeTime(random, Math.floor(at)),
    person: drawPerson(random),
    fits: isOfNow || leaves !== undefined || !random.chance(NOT_FITTING),
    leavesIn: leaves,
    isAdmitted: isOfNow || leaves === "stay" || !random.chance(DECLINING),
    stays: isOfNow ? 0 : random.choose({ none: 60, once: 40 }) === "once" ? 1 : 0,
    place: random.chance(ABROAD) ? "abroad" : "inside",
    stop,
  };
}

function drawPerson(random: Random): CaseStory["person"] {
  const digits = Array.from({ length: 5 }, () => Math.floor(random.between(0, 10))).join("");
  return { name: pick(random, CALLED), phone: `05000${digits}`, note: "" };
}
