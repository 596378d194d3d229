import type { AnswerProblem, LocalText } from "#surveys/form.ts";
import { textIn } from "#surveys/text.ts";

type Words = (limit: string) => string;

/** What is told for each rule; the title of the item comes first in the sentence that `problem` makes. */
const MESSAGES: Record<AnswerProblem["rule"], { ar: Words; en: Words }> = {
  required: { ar: () => "نحتاج إلى إجابة هنا.", en: () => "an answer is needed here." },
  unknownItem: { ar: () => "ليس من أسئلة هذا النموذج.", en: () => "is not a question of this form." },
  wrongType: { ar: () => "نوع الإجابة غير مناسب.", en: () => "the answer is of the wrong kind." },
  notAChoice: { ar: () => "اختر من الإجابات المعروضة.", en: () => "choose one of the answers offered." },
  outOfRange: { ar: (limit) => `القيمة خارج المسموح (${limit}).`, en: (limit) => `the value is outside ${limit}.` },
  tooLong: {
    ar: (limit) => `النص أطول من ${limit} حرفًا.`,
    en: (limit) => `the text is longer than ${limit} characters.`,
  },
  tooMany: { ar: (limit) => `الإجابات أكثر من ${limit}.`, en: (limit) => `there are more than ${limit} answers.` },
  badText: { ar: () => "في النص رموز لا يمكن حفظها.", en: () => "the text holds characters that cannot be kept." },
  reserved: { ar: () => "اسم غير مسموح.", en: () => "is a name that may not be used." },
  pattern: { ar: () => "الإجابة ليست بالصيغة المطلوبة.", en: () => "the answer is not in the expected form." },
};

/** A problem in the words of the page; `message` replaces the rule's own words. */
export function problem(
  item: { readonly id: string; readonly title: LocalText; readonly group?: LocalText },
  rule: AnswerProblem["rule"],
  language: string,
  detail: { readonly limit?: string; readonly message?: LocalText } = {},
): AnswerProblem {
  const title = [item.group, item.title]
    .flatMap((text) => (text === undefined ? [] : [textIn(text, language)]))
    .join(" – ");
  const words = MESSAGES[rule][language === "ar" ? "ar" : "en"](detail.limit ?? "");
  const said = detail.message === undefined ? words : textIn(detail.message, language);
  return { item: item.id, title, rule, message: `${title}: ${said}` };
}
