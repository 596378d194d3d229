/** The words by which somebody takes back what they wrote, with their receipt. */
export type WithdrawTexts = {
  readonly offer: string;
  readonly heading: string;
  readonly lead: string;
  readonly receipt: string;
  readonly next: string;
  readonly sure: string;
  readonly sureMore: string;
  readonly erase: string;
  readonly done: string;
  readonly doneMore: string;
  readonly none: string;
  readonly noneMore: string;
  readonly later: string;
};

const ARABIC: WithdrawTexts = {
  offer: "سحب ما كتبته",
  heading: "سحب ما كتبته",
  lead: "اكتب رقم الإيصال الذي ظهر لك بعد إرسال التقييم. نحذف ما كتبته بكلماتك، ولا نعرف من أنت.",
  receipt: "رقم الإيصال",
  next: "متابعة",
  sure: "هل تريد حذف ما كتبته؟",
  sureMore: "لا يمكن استرجاعه بعد الحذف. تبقى درجات تقييمك محسوبة، فهي لا تدل عليك.",
  erase: "نعم، احذف ما كتبته",
  done: "حُذف ما كتبته",
  doneMore: "لن يظهر لأحد بعد الآن. شكرًا لك على تقييمك.",
  none: "لا يوجد نص بهذا الإيصال",
  noneMore: "ربما حُذف من قبل، أو لم تكتب شيئًا، أو في الرقم خطأ. تحقق منه ثم أعد المحاولة.",
  later: "تعذّر الحذف الآن. نرجو إعادة المحاولة بعد قليل.",
};

const ENGLISH: WithdrawTexts = {
  offer: "Take back what I wrote",
  heading: "Take back what you wrote",
  lead: "Type the receipt number that you saw after sending. We erase what you wrote in your own words; we do not know who you are.",
  receipt: "Receipt number",
  next: "Continue",
  sure: "Erase what you wrote?",
  sureMore: "It cannot be brought back. The marks that you gave stay counted; they do not point at you.",
  erase: "Yes, erase what I wrote",
  done: "What you wrote is erased",
  doneMore: "Nobody will see it from now on. Thank you for your evaluation.",
  none: "There is no text with this receipt",
  noneMore:
    "It may have been erased before, or you wrote nothing, or there is a slip in the number. Check it and try again.",
  later: "It cannot be erased just now. Please try again in a moment.",
};

export const WITHDRAW_LANGUAGES = ["ar", "en"] as const;

/** Arabic in Arabic; English for every other language, until it has words of its own. */
export function withdrawTexts(language: string): WithdrawTexts {
  return language === "ar" ? ARABIC : ENGLISH;
}
