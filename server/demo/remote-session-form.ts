import { BANK } from "#surveys/bank/bank.ts";
import { OFF_SCALE, SCALES } from "#surveys/bank/scales.ts";
import type { Json } from "#surveys/form.ts";

/** A form that an association made itself: remote sessions, with answers beside the scale. */
export const REMOTE_SESSION = {
  id: "remote-session",
  title: "تقييم الجلسة عن بُعد",
  definition: {
    locale: "ar",
    title: { ar: "تقييم الجلسة عن بُعد", en: "Evaluation of the remote session" },
    showQuestionNumbers: false,
    pages: [
      {
        name: "page1",
        elements: [
          { ...question("overall-satisfaction"), isRequired: true },
          question("ease"),
          { ...question("remote-privacy"), showNoneItem: true, noneText: { ...OFF_SCALE.none } },
          { ...question("family-dialogue"), showRefuseItem: true, refuseText: { ...OFF_SCALE.refused } },
          question("improve"),
        ],
      },
    ],
  } satisfies Json,
};

function question(id: string): { [key: string]: Json } {
  const item = BANK.get(id);
  if (!item) throw new Error(`the bank has no item "${id}"`);
  const base = { name: id, title: { ...item.title } };
  if (!item.scale) return { type: "comment", ...base, maxLength: 1000, rows: 4 };
  const { labels, min } = SCALES[item.scale];
  const choices = labels.map((text, step) => ({ value: min + step, text: { ...text } })).reverse();
  return { type: "radiogroup", ...base, choices };
}
