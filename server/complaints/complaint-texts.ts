/** The words of the pages on which anybody complains and reads the answer; plain, second person, no blame. */
export type ComplaintTexts = {
  readonly heading: string;
  readonly lead: string;
  readonly apart: string;
  readonly text: string;
  readonly textHint: string;
  readonly service: string;
  readonly noService: string;
  readonly send: string;
  readonly tooShort: string;
  readonly tooLong: string;
  readonly tooMany: string;
  readonly notSaved: string;
  readonly otherText: string;
  readonly received: string;
  readonly receivedMore: string;
  readonly code: string;
  readonly codeMore: string;
  readonly follow: string;
  readonly followHeading: string;
  readonly states: {
    readonly received: string;
    readonly acknowledged: string;
    readonly closed: string;
  };
  readonly receivedOn: string;
  readonly acknowledgedOn: string;
  readonly notYetAcknowledged: (on: string) => string;
  readonly dueOn: string;
  readonly late: string;
  readonly closedOn: string;
  readonly result: string;
  readonly outcomes: Readonly<Record<"upheld" | "partly" | "not-upheld" | "withdrawn", string>>;
  readonly objectionOutcomes: Readonly<Record<"upheld" | "partly" | "not-upheld" | "withdrawn", string>>;
  readonly answer: string;
  readonly codeHeading: string;
  readonly codeLead: string;
  readonly codeLabel: string;
  readonly codeUnknown: string;
  readonly show: string;
};

const ARABIC: ComplaintTexts = {
  heading: "تقديم شكوى",
  lead: "قل لنا ما حدث كما تراه. نصل إليك بالجواب دون أن نطلب اسمك أو رقمك: تقرؤه برمز نعطيك إياه بعد الإرسال.",
  apart: "شكواك حق لك، ولا تؤثر في استحقاقك لأي خدمة، وهي منفصلة عن تقييم الخدمة. لا يجيب عنها من قد تتعلق به.",
  text: "ما الذي حدث؟",
  textHint: "لا داعي لكتابة رقم الهوية أو الهاتف.",
  service: "بأي خدمة تتعلق؟",
  noService: "لا تتعلق بخدمة معينة",
  send: "إرسال الشكوى",
  tooShort: "نرجو كتابة ما حدث ولو بجملة واحدة.",
  tooLong: "النص أطول مما نستطيع حفظه. نرجو اختصاره إلى أربعة آلاف حرف.",
  tooMany: "وصلتنا من هذا المكان شكاوى كثيرة في وقت قصير، فلم تُحفظ هذه بعد. نصك ما زال هنا؛ أعد الإرسال بعد قليل.",
  notSaved: "لم تُحفظ شكواك بعد، ونصك ما زال هنا. نرجو إعادة الإرسال.",
  otherText:
    "سبق أن أرسلت من هذه الصفحة شكوى بنص آخر، وهي محفوظة عندنا. أما كلماتك هذه فلم تُحفظ بعد؛ أرسلها الآن شكوى جديدة لها رمزها.",
  received: "وصلتنا شكواك",
  receivedMore: "نؤكد لك استلامها ثم نجيب عنها في موعد نلتزم به.",
  code: "رمز المتابعة",
  codeMore: "احفظ هذا الرمز في مكان آمن؛ لا نستطيع إيجاد شكواك بدونه.",
  follow: "متابعة الشكوى",
  followHeading: "متابعة ما قدمته",
  states: { received: "وصلتنا وننظر فيها", acknowledged: "أكدنا استلامها وندرسها", closed: "أجبنا عنها" },
  receivedOn: "وصلت في",
  acknowledgedOn: "أكدنا استلامها في",
  notYetAcknowledged: (on) => `نؤكد استلامها حتى ${on}`,
  dueOn: "موعد الجواب",
  late: "تأخرنا عن الموعد، ونعتذر لك. ما زلنا نعمل عليها.",
  closedOn: "أجبنا في",
  result: "النتيجة",
  outcomes: {
    upheld: "شكواك في محلها، ونعمل بما جاء فيها.",
    partly: "بعض ما جاء في شكواك في محله، ونعمل به.",
    "not-upheld": "لم نجد ما يوجب تغييرًا، والسبب أدناه.",
    withdrawn: "سُحبت الشكوى.",
  },
  objectionOutcomes: {
    upheld: "قُبل اعتراضك.",
    partly: "قُبل بعض اعتراضك.",
    "not-upheld": "بقي القرار كما هو، والسبب في صفحة طلبك.",
    withdrawn: "سُحب الاعتراض.",
  },
  answer: "جوابنا",
  codeHeading: "متابعة شكوى",
  codeLead: "اكتب الرمز الذي أعطيناك إياه.",
  codeLabel: "رمز المتابعة",
  codeUnknown: "لم نجد شيئًا بهذا الرمز. تحقق من حروفه ثم أعد المحاولة.",
  show: "عرض",
};

const ENGLISH: ComplaintTexts = {
  heading: "Make a complaint",
  lead: "Tell us what happened as you see it. We need neither your name nor your number: you read our answer with a code that we give you after sending.",
  apart:
    "A complaint is your right. It changes nothing about the services you are entitled to, and it is kept apart from rating a service. Whoever it may concern does not answer it.",
  text: "What happened?",
  textHint: "There is no need to write an identity or phone number.",
  service: "Which service is it about?",
  noService: "No particular service",
  send: "Send the complaint",
  tooShort: "Please write what happened, even in one sentence.",
  tooLong: "The text is longer than we can keep. Please shorten it to four thousand characters.",
  tooMany:
    "Many complaints came from this place in a short time, so this one is not saved yet. Your text is still here; please send it again in a while.",
  notSaved: "Your complaint is not saved yet, and your text is still here. Please send it again.",
  otherText:
    "You have sent a complaint in other words from this page, and we have it. This text is not saved yet; send it now as a new complaint with a code of its own.",
  received: "Your complaint has reached us",
  receivedMore: "We confirm that we are looking into it, and answer by a day that we keep to.",
  code: "Follow-up code",
  codeMore: "Keep this code in a safe place; without it we cannot find your complaint.",
  follow: "Follow the complaint",
  followHeading: "Follow what you sent",
  states: {
    received: "It has reached us",
    acknowledged: "We have confirmed it and are looking into it",
    closed: "We have answered",
  },
  receivedOn: "Received on",
  acknowledgedOn: "Confirmed on",
  notYetAcknowledged: (on) => `We confirm it by ${on}`,
  dueOn: "Answer due on",
  late: "We are later than we promised, and we are sorry. We are still working on it.",
  closedOn: "Answered on",
  result: "Result",
  outcomes: {
    upheld: "Your complaint is justified, and we act on it.",
    partly: "Part of your complaint is justified, and we act on it.",
    "not-upheld": "We found nothing that has to change; the reason is below.",
    withdrawn: "The complaint was withdrawn.",
  },
  objectionOutcomes: {
    upheld: "Your objection was accepted.",
    partly: "Part of your objection was accepted.",
    "not-upheld": "The decision stands; the reason is on the page of your request.",
    withdrawn: "The objection was withdrawn.",
  },
  answer: "Our answer",
  codeHeading: "Follow a complaint",
  codeLead: "Type the code that we gave you.",
  codeLabel: "Follow-up code",
  codeUnknown: "We found nothing with this code. Check its letters and try again.",
  show: "Show",
};

export const COMPLAINT_LANGUAGES = ["ar", "en"] as const;

export function complaintTexts(language: string): ComplaintTexts {
  return language === "en" ? ENGLISH : ARABIC;
}
