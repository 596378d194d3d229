import { fromHijri, toHijri, type HijriDate } from "#policies/calendar.ts";
import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";

/** Something of the adopted text that a person should look at; it stands as it is, nothing is corrected. */
export type PolicyFinding = {
  readonly kind: "dates-disagree" | "said-twice";
  /** Where in the policy, as `approval` or `services.awareness.conditions`. */
  readonly path: string;
  readonly text: BilingualText;
};

/** What a valid policy says against itself, or twice. */
export function findFindings(policy: Policy): PolicyFinding[] {
  return [...findDatesApart(policy), ...findRepetitions(policy)];
}

/** The two dates of adoption are the same day by the Umm al-Qura calendar, or both are shown with what each would be. */
function findDatesApart({ approval }: Policy): PolicyFinding[] {
  const { hijriOn, gregorianOn } = approval ?? {};
  if (hijriOn === undefined || gregorianOn === undefined) return [];
  const printed = readHijri(hijriOn);
  const meant = dayOf(printed);
  if (meant === gregorianOn) return [];
  const other = hijriText(toHijri(gregorianOn));
  const text = {
    ar: `التاريخان المطبوعان لا يتفقان: ${hijriOn} هـ يوافق ${meant ?? "يومًا لا وجود له"} م، و${gregorianOn} م يوافق ${other} هـ بتقويم أم القرى. عُرض التاريخان كما هما.`,
    en: `The printed dates disagree: ${hijriOn} AH is ${meant ?? "a day that does not exist"}, and ${gregorianOn} is ${other} AH by Umm al-Qura. Both stand as printed.`,
  };
  return [{ kind: "dates-disagree", path: "approval", text }];
}

/** A condition that a service states in two passages of the text. */
function findRepetitions({ services }: Policy): PolicyFinding[] {
  return services.flatMap(({ id, name, request }) => {
    const earlier = new Map<string, string>();
    return (request?.conditions ?? []).flatMap(({ expression, passage }): PolicyFinding[] => {
      const first = earlier.get(expression);
      if (first === undefined) {
        earlier.set(expression, passage);
        return [];
      }
      const text = {
        ar: `شرط واحد لخدمة «${name.ar}» مذكور مرتين: «${first}» و«${passage}».`,
        en: `One condition of "${name.en}" is stated twice: at "${first}" and at "${passage}".`,
      };
      return [{ kind: "said-twice", path: `services.${id}.conditions`, text }];
    });
  });
}

function readHijri(date: string): HijriDate {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}

function hijriText({ year, month, day }: HijriDate): string {
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Undefined when the calendar has no such day. */
function dayOf(date: HijriDate): string | undefined {
  try {
    return fromHijri(date);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
