import { named, of, share, tally, time } from "#analytics/metrics/way/define.ts";

/** Objections, complaints and referrals (clauses C18, T5, Y5). */
export const COMPLAINT_METRICS = named({
  objections: tally(of("complaint-received", { outcomes: ["objection"] }), {
    clauses: "C18",
    label: { ar: "الاعتراضات", en: "Objections" },
    description: {
      ar: "اعتراضات على قرار عدم القبول، بتاريخ استلامها.",
      en: "Objections to a refusal, by the date they were received.",
    },
    base: { ar: "كل اعتراض", en: "every objection" },
  }),
  "objections-open": tally(
    of("complaint-received", { outcomes: ["objection"] }),
    {
      clauses: "C18",
      label: { ar: "اعتراضات مفتوحة", en: "Objections open" },
      description: {
        ar: "اعتراضات استُلمت في الفترة ولم تُغلق بعد.",
        en: "Objections received in the period that are not yet closed.",
      },
      base: { ar: "كل اعتراض", en: "every objection" },
      better: "lower",
    },
    { less: of("complaint-closed", { outcomes: ["objection"] }) },
  ),
  complaints: tally(of("complaint-received", { outcomes: ["complaint"] }), {
    clauses: "C18",
    label: { ar: "الشكاوى", en: "Complaints" },
    description: {
      ar: "الشكاوى بتاريخ استلامها، منفصلة عن التقييم.",
      en: "Complaints by the date they were received, apart from the evaluation.",
    },
    base: { ar: "كل شكوى", en: "every complaint" },
  }),
  "complaints-open": tally(
    of("complaint-received", { outcomes: ["complaint"] }),
    {
      clauses: "C18",
      label: { ar: "شكاوى مفتوحة", en: "Complaints open" },
      description: {
        ar: "شكاوى استُلمت في الفترة ولم تُغلق بعد.",
        en: "Complaints received in the period that are not yet closed.",
      },
      base: { ar: "كل شكوى", en: "every complaint" },
      better: "lower",
    },
    { less: of("complaint-closed", { outcomes: ["complaint"] }) },
  ),
  "complaint-acknowledged-share": share(of("complaint-acknowledged"), of("complaint-received"), {
    clauses: "C18",
    label: { ar: "شكاوى واعتراضات أُشعر أصحابها", en: "Complaints and objections acknowledged" },
    description: {
      ar: "نسبة الشكاوى والاعتراضات التي أُشعر أصحابها باستلامها، مع فترة ثقة ويلسون 95٪.",
      en: "Share of complaints and objections whose receipt was acknowledged, with the Wilson 95 % interval.",
    },
    base: { ar: "كل شكوى واعتراض", en: "every complaint and objection" },
  }),
  "median-complaint-days": time(
    of("complaint-closed"),
    {
      clauses: "C18",
      label: { ar: "وسيط أيام إغلاق الشكوى", en: "Median days to close" },
      description: {
        ar: "أُغلق نصف ما أُغلق من الشكاوى والاعتراضات خلال هذا العدد من الأيام أو أقل. يُقرأ مع ما بقي مفتوحًا. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
        en: "Half of the complaints and objections closed took so many days or fewer. Read it with those still open. With a distribution-free 95 % interval.",
      },
      base: { ar: "شكاوى واعتراضات أُغلقت", en: "complaints and objections closed" },
    },
    { among: of("complaint-received") },
  ),
  "complaints-late-share": share(of("complaint-closed-late"), of("complaint-received"), {
    clauses: "C18",
    label: { ar: "شكاوى واعتراضات أُغلقت متأخرة", en: "Complaints and objections closed late" },
    description: {
      ar: "نسبة ما أُغلق بعد موعده من الشكاوى والاعتراضات، مع فترة ثقة ويلسون 95٪.",
      en: "Share of complaints and objections that were closed after their due date, with the Wilson 95 % interval.",
    },
    base: { ar: "كل شكوى واعتراض", en: "every complaint and objection" },
    better: "lower",
  }),
  referrals: tally(of("referral"), {
    clauses: "T5, Y5, C13",
    label: { ar: "الإحالات", en: "Referrals" },
    description: {
      ar: "إحالات إلى جهة أو مختص، بتاريخ الإحالة؛ تُفصَّل بحسب نوعها.",
      en: "Referrals to another body or a specialist; break it down by kind.",
    },
    base: { ar: "كل إحالة", en: "every referral" },
  }),
  "referral-notified-share": share(of("referral-notified"), of("referral"), {
    clauses: "T5, Y5",
    label: { ar: "إحالات أُبلغ بها المستفيد", en: "Referrals with notice" },
    description: {
      ar: "نسبة الإحالات التي أُبلغ بها المستفيد، مع فترة ثقة ويلسون 95٪.",
      en: "Share of referrals of which the beneficiary was told, with the Wilson 95 % interval.",
    },
    base: { ar: "كل إحالة", en: "every referral" },
  }),
  "out-of-field-referred-share": share(of("referral", { outcomes: ["out-of-field"] }), of("out-of-field"), {
    clauses: "T5",
    label: { ar: "خارج المجال وأُحيل", en: "Out of field and referred" },
    description: {
      ar: "نسبة ما طُلب خارج مجال الجمعية فأُحيل إلى الجهة المختصة، مع فترة ثقة ويلسون 95٪.",
      en: "Share of what was asked outside the association's field that was referred to the competent body, with the Wilson 95 % interval.",
    },
    base: { ar: "كل طلب خارج المجال", en: "everything asked outside the field" },
  }),
});
