/** What becomes of one request of a partner; days are counted back from the last day. */
export type PartnerStory = {
  readonly partner: string;
  readonly title: string;
  readonly kind: "training" | "consulting" | "job-seekers" | "tools";
  readonly expected: number;
  readonly aims: string;
  readonly asked: number;
  readonly withdrawn?: number;
  /** Scores of the four criteria, 0 to 4. */
  readonly study?: { readonly on: number; readonly scores: readonly [number, number, number, number] };
  readonly decisions?: readonly PartnerVerdict[];
  readonly agreement?: PartnerAgreement;
  readonly finished?: number;
  readonly evaluated?: { readonly association: number; readonly partner?: number };
};
export type PartnerVerdict = {
  readonly on: number;
  readonly outcome: "accepted" | "refused" | "deferred";
  readonly reason?: string;
  /** A member who does not vote, and why. */
  readonly conflict?: string;
  /** The partner objected, this many days ago, and why. */
  readonly objected?: { readonly on: number; readonly reason: string };
};
export type PartnerAgreement = {
  readonly type: "memorandum" | "execution";
  readonly drafted: number;
  readonly signed: { readonly association: number; readonly partner?: number };
  readonly starts: number;
  readonly ends: number;
  /** How many days after its period each report was filed, and how much of the way it tells of. */
  readonly reports: readonly { readonly after: number; readonly way: number; readonly reached: number }[];
};

const inTime = (way: number, reached: number) => ({ after: 3, way, reached });

/** Two years of requests at Tuwaiq, so that each step has some and each ending has had some. */
export const PARTNER_STORIES: readonly PartnerStory[] = [
  {
    ...{ partner: "qassim", title: "تأهيل مدربين محليين", kind: "training", expected: 60 },
    aims: "إعداد مدربين من أبناء المنطقة يواصلون التدريب بعد انتهاء البرنامج.",
    asked: 700,
    study: { on: 690, scores: [4, 3, 3, 4] },
    decisions: [{ on: 676, outcome: "accepted" }],
    agreement: {
      ...{ type: "execution", drafted: 664, signed: { association: 660, partner: 655 }, starts: 640, ends: 458 },
      reports: [inTime(0.5, 24), inTime(1, 31)],
    },
    ...{ finished: 452, evaluated: { association: 446, partner: 440 } },
  },
  {
    ...{ partner: "makkah", title: "بناء قدرات إدارة التطوع", kind: "consulting", expected: 45 },
    aims: "تنظيم عمل المتطوعين في المواسم وتوثيق ساعاتهم.",
    asked: 660,
    study: { on: 648, scores: [3, 3, 4, 3] },
    decisions: [{ on: 634, outcome: "accepted" }],
    agreement: {
      ...{ type: "memorandum", drafted: 622, signed: { association: 618, partner: 610 }, starts: 600, ends: 418 },
      reports: [inTime(0.4, 20), { after: 9, way: 0.75, reached: 18 }],
    },
    ...{ finished: 404, evaluated: { association: 398, partner: 390 } },
  },
  {
    ...{ partner: "eastern", title: "حاضنة مشاريع الباحثين عن عمل", kind: "job-seekers", expected: 80 },
    aims: "مساعدة الباحثين عن عمل على بدء مشاريع صغيرة.",
    asked: 620,
    study: { on: 606, scores: [3, 2, 2, 3] },
    decisions: [
      { on: 594, outcome: "refused", reason: "لم تتضح جاهزية الجهة للتنفيذ، ويمكن الاعتراض بما يوضحها." },
      {
        ...{ on: 566, outcome: "accepted" },
        objected: { on: 580, reason: "جُهّزت القاعة وعُيّن منسق متفرغ، وأرفقنا ما يثبت ذلك." },
      },
    ],
    agreement: {
      ...{ type: "execution", drafted: 556, signed: { association: 552, partner: 549 }, starts: 540, ends: 358 },
      reports: [inTime(0.45, 30), inTime(0.85, 34)],
    },
    ...{ finished: 350, evaluated: { association: 344, partner: 338 } },
  },
  {
    ...{ partner: "asir", title: "مهارات القرى المنتجة", kind: "training", expected: 120 },
    aims: "تدريب الأسر المنتجة في القرى على التسويق والتغليف.",
    asked: 520,
    study: { on: 508, scores: [4, 4, 3, 3] },
    decisions: [
      { on: 496, outcome: "deferred", reason: "أُجّل لاستكمال رأي المختص في التسويق." },
      { on: 482, outcome: "accepted" },
    ],
    agreement: {
      ...{ type: "execution", drafted: 476, signed: { association: 473, partner: 471 }, starts: 465, ends: 283 },
      reports: [inTime(0.55, 52), inTime(1.05, 61)],
    },
    ...{ finished: 276, evaluated: { association: 268, partner: 262 } },
  },
  {
    ...{ partner: "najran", title: "أدلة العمل المكتبي", kind: "tools", expected: 15 },
    ...{ aims: "الحصول على أدلة إجراءات جاهزة.", asked: 500, withdrawn: 488 },
  },
  {
    ...{ partner: "tabuk", title: "التعليم الرقمي لمنسوبي الجمعية", kind: "training", expected: 40 },
    aims: "تقديم التعليم المساند عن بعد لطلاب القرى.",
    asked: 450,
    study: { on: 439, scores: [3, 3, 3, 4] },
    decisions: [{ on: 427, outcome: "accepted", conflict: "ماهر العقيقي" }],
    agreement: {
      ...{ type: "memorandum", drafted: 418, signed: { association: 414, partner: 409 }, starts: 400, ends: 127 },
      reports: [inTime(0.3, 12), inTime(0.6, 15), inTime(0.9, 16)],
    },
    ...{ finished: 120, evaluated: { association: 112, partner: 104 } },
  },
  {
    ...{ partner: "hail", title: "مسار تأهيل الشباب للعمل", kind: "job-seekers", expected: 90 },
    aims: "إكساب شباب حائل مهارات المقابلة والعمل الأول.",
    asked: 400,
    study: { on: 389, scores: [4, 3, 4, 4] },
    decisions: [{ on: 376, outcome: "accepted" }],
    agreement: {
      ...{ type: "execution", drafted: 366, signed: { association: 362, partner: 358 }, starts: 350, ends: 77 },
      reports: [inTime(0.35, 28), inTime(0.7, 33), inTime(1.1, 36)],
    },
    ...{ finished: 70, evaluated: { association: 63, partner: 58 } },
  },
  {
    ...{ partner: "madinah", title: "شراء أجهزة حاسب", kind: "tools", expected: 30 },
    ...{ aims: "تزويد قاعة التدريب بأجهزة.", asked: 340 },
    study: { on: 330, scores: [1, 2, 2, 0] },
    decisions: [
      { on: 318, outcome: "refused", reason: "شراء الأجهزة ليس من خدماتنا، وأرشدناكم إلى جهة مانحة تُعنى به." },
    ],
  },
  {
    ...{ partner: "bahah", title: "برنامج قادة المستقبل", kind: "training", expected: 50 },
    ...{ aims: "إعداد قادة للأندية الشبابية.", asked: 335 },
    study: { on: 324, scores: [3, 3, 3, 3] },
    decisions: [{ on: 312, outcome: "accepted" }],
    agreement: {
      ...{ type: "execution", drafted: 302, signed: { association: 299, partner: 295 }, starts: 288, ends: 15 },
      reports: [inTime(0.3, 14), inTime(0.65, 17), inTime(0.95, 15)],
    },
    ...{ finished: 10, evaluated: { association: 5 } },
  },
  {
    ...{ partner: "jazan", title: "تمكين الأسر المنتجة", kind: "consulting", expected: 110 },
    ...{ aims: "رفع دخل الأسر بتطوير منتجاتها وتسويقها.", asked: 300 },
    study: { on: 289, scores: [4, 4, 3, 4] },
    decisions: [{ on: 277, outcome: "accepted" }],
    agreement: {
      ...{ type: "execution", drafted: 268, signed: { association: 264, partner: 260 }, starts: 258, ends: -106 },
      reports: [inTime(0.3, 22), { after: 6, way: 0.55, reached: 27 }],
    },
  },
  {
    // The partner whose second report has not come.
    ...{ partner: "najran", title: "تأهيل الباحثين عن عمل بنجران", kind: "job-seekers", expected: 70 },
    ...{ aims: "تأهيل الشباب للوظائف المتاحة في المنطقة.", asked: 262 },
    study: { on: 250, scores: [3, 4, 2, 3] },
    decisions: [{ on: 238, outcome: "accepted" }],
    agreement: {
      ...{ type: "memorandum", drafted: 228, signed: { association: 224, partner: 218 }, starts: 212, ends: -152 },
      reports: [{ after: 17, way: 0.2, reached: 11 }],
    },
  },
  {
    ...{ partner: "north", title: "مهارات العمل عن بعد للنساء", kind: "training", expected: 85 },
    ...{ aims: "فتح فرص عمل من المنزل.", asked: 236 },
    study: { on: 225, scores: [4, 4, 3, 4] },
    decisions: [{ on: 212, outcome: "accepted" }],
    agreement: {
      ...{ type: "execution", drafted: 203, signed: { association: 200, partner: 196 }, starts: 178, ends: -186 },
      reports: [inTime(0.4, 26)],
    },
  },
  {
    ...{ partner: "jawf", title: "تطوير العمل التطوعي بالجوف", kind: "consulting", expected: 55 },
    ...{ aims: "بناء وحدة تطوع في الجمعية.", asked: 172 },
    study: { on: 161, scores: [3, 3, 3, 3] },
    decisions: [{ on: 149, outcome: "accepted" }],
    agreement: {
      ...{ type: "memorandum", drafted: 140, signed: { association: 136, partner: 131 }, starts: 124, ends: -240 },
      reports: [inTime(-0.1, 9)],
    },
  },
  {
    // Waits for the signature of the first partner whose person signs in.
    ...{ partner: "hail", title: "المرحلة الثانية: من التدريب إلى التوظيف", kind: "job-seekers", expected: 100 },
    ...{ aims: "ربط خريجي المرحلة الأولى بأصحاب العمل.", asked: 44 },
    study: { on: 35, scores: [4, 4, 4, 4] },
    decisions: [{ on: 21, outcome: "accepted", reason: "نتائج المرحلة الأولى موثقة وتستحق الاستكمال." }],
    agreement: {
      ...{ type: "execution", drafted: 12, signed: { association: 7 }, starts: -14, ends: -196, reports: [] },
    },
  },
  // Five wait for the committee; their scores lie close together.
  {
    ...{ partner: "qassim", title: "مختبر المهارات الرقمية", kind: "training", expected: 75 },
    ...{ aims: "تدريب المنسوبين على أدوات رقمية.", asked: 78 },
    study: { on: 66, scores: [4, 3, 4, 4] },
  },
  {
    ...{ partner: "makkah", title: "إدارة الفعاليات الموسمية", kind: "consulting", expected: 95 },
    ...{ aims: "رفع كفاءة الفرق في المواسم.", asked: 63 },
    study: { on: 52, scores: [4, 4, 4, 3] },
  },
  {
    ...{ partner: "tabuk", title: "قياس أثر البرامج التعليمية", kind: "consulting", expected: 30 },
    ...{ aims: "بناء منظومة قياس الأثر.", asked: 54 },
    study: { on: 43, scores: [3, 2, 3, 3] },
  },
  {
    ...{ partner: "eastern", title: "مسرّعة الجمعيات الناشئة", kind: "consulting", expected: 140 },
    ...{ aims: "مرافقة خمس جمعيات ناشئة.", asked: 47 },
    study: { on: 36, scores: [4, 4, 3, 4] },
  },
  {
    ...{ partner: "madinah", title: "تدريب مرشدات الأسر", kind: "training", expected: 65 },
    ...{ aims: "تأهيل مرشدات للعمل مع الأسر.", asked: 40 },
    study: { on: 29, scores: [3, 3, 2, 3] },
  },
  // Nobody has studied these yet.
  {
    ...{ partner: "asir", title: "تسويق منتجات القرى رقميًا", kind: "job-seekers", expected: 130 },
    ...{ aims: "متجر مشترك للأسر المنتجة.", asked: 12 },
  },
  {
    ...{ partner: "jazan", title: "أدلة إدارة المشاريع الصغيرة", kind: "tools", expected: 35 },
    ...{ aims: "أدلة مبسطة للأسر.", asked: 6 },
  },
];

/** The committee voted for other weights after a year: need and those not served before count for more. */
export const SECOND_WEIGHTS = {
  on: 206,
  meeting: "اجتماع لجنة التمكين الثاني",
  weights: { impact: 0.25, need: 0.3, unserved: 0.3, study: 0.15 },
} as const;
