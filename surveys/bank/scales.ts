import type { LocalText, Scale } from "#surveys/form.ts";

function labelled(id: string, labels: readonly LocalText[]): Scale {
  return { id, min: 1, max: labels.length, direction: "ascending", labels };
}

/** The scale of bare integer steps from `min` to `max`, which carries no labels. */
export function pointsScale(min: number, max: number): Scale {
  return { id: `points-${min}-${max}`, min, max, direction: "ascending", labels: [] };
}

/** Labelled scales by id; labels run from the worst step to the best (METHODS 4.1). */
export const SCALES = {
  "satisfaction-5": labelled("satisfaction-5", [
    { ar: "غير راضٍ إطلاقًا", en: "Very dissatisfied" },
    { ar: "غير راضٍ", en: "Dissatisfied" },
    { ar: "محايد", en: "Neither satisfied nor dissatisfied" },
    { ar: "راضٍ", en: "Satisfied" },
    { ar: "راضٍ جدًا", en: "Very satisfied" },
  ]),
  "agreement-5": labelled("agreement-5", [
    { ar: "لا أوافق بشدة", en: "Strongly disagree" },
    { ar: "لا أوافق", en: "Disagree" },
    { ar: "محايد", en: "Neither agree nor disagree" },
    { ar: "أوافق", en: "Agree" },
    { ar: "أوافق بشدة", en: "Strongly agree" },
  ]),
  "quality-5": labelled("quality-5", [
    { ar: "ضعيف", en: "Poor" },
    { ar: "مقبول", en: "Fair" },
    { ar: "جيد", en: "Good" },
    { ar: "جيد جدًا", en: "Very good" },
    { ar: "ممتاز", en: "Excellent" },
  ]),
  "frequency-5": labelled("frequency-5", [
    { ar: "أبدًا", en: "Never" },
    { ar: "نادرًا", en: "Rarely" },
    { ar: "أحيانًا", en: "Sometimes" },
    { ar: "غالبًا", en: "Often" },
    { ar: "دائمًا", en: "Always" },
  ]),
  "ease-5": labelled("ease-5", [
    { ar: "صعب جدًا", en: "Very difficult" },
    { ar: "صعب", en: "Difficult" },
    { ar: "متوسط", en: "Neither easy nor difficult" },
    { ar: "سهل", en: "Easy" },
    { ar: "سهل جدًا", en: "Very easy" },
  ]),
  "importance-5": labelled("importance-5", [
    { ar: "غير مهم", en: "Not important" },
    { ar: "قليل الأهمية", en: "Slightly important" },
    { ar: "متوسط الأهمية", en: "Moderately important" },
    { ar: "مهم", en: "Important" },
    { ar: "مهم جدًا", en: "Very important" },
  ]),
  "needs-met-5": labelled("needs-met-5", [
    { ar: "لم تُلبَّ", en: "None were met" },
    { ar: "القليل منها", en: "A few of them" },
    { ar: "بعضها", en: "Some of them" },
    { ar: "معظمها", en: "Most of them" },
    { ar: "جميع احتياجاتي", en: "All my needs" },
  ]),
  /** Four faces with words, for kiosks and readers of little text (IndiKit, People in Need). */
  "faces-4": labelled("faces-4", [
    { ar: "😞 غير راضٍ إطلاقًا", en: "😞 Very dissatisfied" },
    { ar: "🙁 غير راضٍ إلى حد ما", en: "🙁 Fairly dissatisfied" },
    { ar: "🙂 راضٍ إلى حد ما", en: "🙂 Fairly satisfied" },
    { ar: "😀 راضٍ جدًا", en: "😀 Very satisfied" },
  ]),
  /** Likelihood to recommend, 0 to 10; only the ends are named (METHODS 4.2, Reichheld 2003). */
  "nps-11": {
    id: "nps-11",
    min: 0,
    max: 10,
    direction: "ascending",
    labels: [
      { ar: "غير محتمل إطلاقًا", en: "Not at all likely" },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      { ar: "محتمل جدًا", en: "Extremely likely" },
    ],
  },
} as const satisfies Record<string, Scale>;
export type ScaleId = keyof typeof SCALES;

/** Words for the answers beside a scale; they count as missing, each for its reason. */
export const OFF_SCALE = {
  none: { ar: "لا ينطبق", en: "Does not apply" },
  dontknow: { ar: "لا أعرف", en: "I do not know" },
  refused: { ar: "أفضّل عدم الإجابة", en: "I prefer not to answer" },
} as const satisfies Record<string, LocalText>;
