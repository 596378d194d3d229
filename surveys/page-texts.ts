/** The words of the respondent's pages in one language; plain, second person, no blame. */
export type PageTexts = {
  /** The language's own name, as its speakers write it. */
  readonly languageName: string;
  readonly direction: "rtl" | "ltr";
  /** Title of the window and of every page; names neither the association nor the service. */
  readonly title: string;
  readonly service: string;
  /** Policy clause C7b: evaluating is a right, not a means of punishment. */
  readonly why: string;
  /** METHODS 4.2, the consent line above the questions. */
  readonly consent: string;
  /** What sending means; the other half of the consent, beside the button. */
  readonly agreement: string;
  readonly send: string;
  readonly next: string;
  readonly back: string;
  readonly sending: string;
  readonly sendAgain: string;
  readonly notSaved: string;
  readonly keepOpen: string;
  readonly pressAgain: string;
  readonly saved: string;
  readonly savedMore: string;
  readonly receipt: string;
  readonly receiptMore: string;
  readonly mayClose: string;
  readonly answered: string;
  readonly answeredMore: string;
  readonly notFound: string;
  readonly notFoundMore: string;
  readonly unavailable: string;
  readonly unavailableMore: string;
  readonly problems: string;
  /** Answers that were refused as a whole, beside the button. */
  readonly refusedMore: string;
  readonly required: string;
  readonly requiredMark: string;
  readonly needsScript: string;
  readonly chooseLanguage: string;
};

/** Page texts by language code. A language is offered as soon as it stands here. */
export const PAGE_TEXTS: Readonly<Record<string, PageTexts>> = {
  ar: {
    languageName: "العربية",
    direction: "rtl",
    title: "تقييم الخدمة",
    service: "الخدمة",
    why: "تقييمك حقّ لك، وهو أداة للتقويم والتطوير لا للعقاب والتشهير.",
    consent:
      "المشاركة اختيارية، ولا تؤثر إجابتك في استحقاقك للخدمة. لا نطلب اسمك ولا رقم هويتك. لا تكتب أسماء أو أرقامًا في التعليقات.",
    agreement: "إرسال التقييم يعني موافقتك على حفظ إجاباتك واستخدامها لتحسين الخدمة.",
    send: "إرسال التقييم",
    next: "التالي",
    back: "السابق",
    sending: "جارٍ الإرسال…",
    sendAgain: "إعادة الإرسال الآن",
    notSaved: "لم يُحفظ تقييمك بعد، وإجاباتك ما زالت هنا.",
    keepOpen: "نعيد المحاولة تلقائيًا. نرجو إبقاء هذه الصفحة مفتوحة.",
    pressAgain: "نرجو الضغط على «إرسال التقييم» مرة أخرى بعد قليل. لن يُحتسب تقييمك مرتين.",
    saved: "شكرًا لك، وصل تقييمك.",
    savedMore: "رأيك جزء من تحسين الخدمة، لك ولمن يأتي بعدك.",
    receipt: "رقم الإيصال",
    receiptMore: "يثبت هذا الرقم أن تقييمك حُفظ، ولا يحمل اسمك. لك أن تحتفظ به أو تتركه.",
    mayClose: "يمكنك إغلاق هذه الصفحة.",
    answered: "شكرًا لك، وصل التقييم من قبل.",
    answeredMore: "لا حاجة إلى الإجابة مرة أخرى. يمكنك إغلاق هذه الصفحة.",
    notFound: "هذا الرابط لا يعمل",
    notFoundMore: "ربما انتهت مدته أو لم يُنسخ كاملًا. يمكنك طلب رابط جديد ممن أرسله إليك.",
    unavailable: "الصفحة غير متاحة الآن",
    unavailableMore: "نرجو فتح الرابط مرة أخرى بعد قليل.",
    problems: "لم يُرسل التقييم بعد، وإجاباتك محفوظة في هذه الصفحة. نرجو مراجعة ما يلي:",
    refusedMore:
      "نرجو اختصار ما كتبته ثم الضغط على «إرسال التقييم» مرة أخرى. فإن لم يُرسل فيمكنك طلب الإجابة بالهاتف من الجمعية.",
    required: "نرجو الإجابة عن هذا السؤال.",
    requiredMark: "(مطلوب)",
    needsScript: "هذه الأسئلة لا تظهر في هذا المتصفح. نرجو فتح الرابط في متصفح آخر، أو طلب الإجابة بالهاتف من الجمعية.",
    chooseLanguage: "اللغة",
  },
  en: {
    languageName: "English",
    direction: "ltr",
    title: "Service evaluation",
    service: "Service",
    why: "Evaluating is your right. It is a tool to correct and improve, not to punish or defame.",
    consent:
      "Taking part is voluntary, and your answer does not affect your right to the service. We do not ask for your name or identity number. Please write no names or numbers in the comments.",
    agreement: "By sending you agree that your answers are kept and used to improve the service.",
    send: "Send my evaluation",
    next: "Next",
    back: "Back",
    sending: "Sending…",
    sendAgain: "Send again now",
    notSaved: "Not saved yet. Your answers are still here.",
    keepOpen: "We keep trying. Please leave this page open.",
    pressAgain: "Please press “Send my evaluation” again in a moment. It cannot be counted twice.",
    saved: "Thank you. Your evaluation has arrived.",
    savedMore: "Your view helps to improve the service, for you and for those who come after you.",
    receipt: "Receipt number",
    receiptMore:
      "This number shows that your evaluation is saved. It does not carry your name. Keep it or leave it, as you like.",
    mayClose: "You can close this page.",
    answered: "Thank you. The evaluation arrived earlier.",
    answeredMore: "There is no need to answer again. You can close this page.",
    notFound: "This link does not work",
    notFoundMore: "It may have ended, or was not copied in full. You can ask whoever sent it for a new one.",
    unavailable: "This page is not available just now",
    unavailableMore: "Please open the link again in a moment.",
    problems: "Not sent yet; your answers are kept on this page. Please look at the following:",
    refusedMore:
      "Please shorten what you wrote and press “Send my evaluation” again. If it still cannot be sent, you can ask the association to take your answers by phone.",
    required: "Please answer this question.",
    requiredMark: "(required)",
    needsScript:
      "This browser cannot show these questions. Please open the link in another browser, or ask the association to take your answers by phone.",
    chooseLanguage: "Language",
  },
};

/** The page's words in `language`, else in Arabic, in which they were written. */
export function pageTexts(language: string): PageTexts {
  const texts = Object.hasOwn(PAGE_TEXTS, language) ? PAGE_TEXTS[language] : PAGE_TEXTS["ar"];
  return texts as PageTexts;
}
