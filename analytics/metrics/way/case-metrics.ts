import { named, of, share, tally, time } from "#analytics/metrics/way/define.ts";

/** Cases, follow-up after them and the periodic review of data (clauses I1 to I11, T10). */
export const CASE_METRICS = named({
  "case-steps": tally(of("step-entered", { step: "case%/%" }), {
    clauses: "I1–I11",
    label: { ar: "خطوات الحالات", en: "Steps of cases" },
    description: {
      ar: "المرات التي وصلت فيها حالة إلى خطوة من مسارها؛ تُفصَّل بحسب الخطوة.",
      en: "Times a case reached a step of its path; break it down by step for the funnel.",
    },
    base: { ar: "كل وصول إلى خطوة", en: "every arrival at a step" },
  }),
  "case-median-step-days": time(of("step-left", { step: "case%/%" }), {
    clauses: "I1–I11",
    label: { ar: "وسيط أيام خطوة الحالة", en: "Median days of a step of cases" },
    description: {
      ar: "انتهى نصف خطوات الحالات المنتهية خلال هذا العدد من الأيام أو أقل. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
      en: "Half of the steps of cases that ended took so many days or fewer. With a distribution-free 95 % interval.",
    },
    base: { ar: "خطوات انتهت", en: "steps that ended" },
    better: "neutral",
  }),
  "follow-ups-due": tally(of("follow-up-due"), {
    clauses: "I11",
    label: { ar: "متابعات حلّ موعدها", en: "Follow-ups due" },
    description: {
      ar: "متابعات بعد الخروج حلّ موعدها، داخل البلاد وخارجها.",
      en: "Follow-ups after discharge that came due, in the country and abroad.",
    },
    base: { ar: "كل متابعة حلّ موعدها", en: "every follow-up due" },
  }),
  "follow-up-done-share": share(of("follow-up-done"), of("follow-up-due"), {
    clauses: "I11",
    label: { ar: "متابعات أُنجزت", en: "Follow-ups done" },
    description: {
      ar: "نسبة المتابعات التي أُجريت من كل ما حلّ موعده، مع فترة ثقة ويلسون 95٪.",
      en: "Share of follow-ups due that were done, with the Wilson 95 % interval.",
    },
    base: { ar: "كل متابعة حلّ موعدها", en: "every follow-up due" },
  }),
  "follow-up-reached-share": share(of("follow-up-done", { outcomes: ["reached"] }), of("follow-up-due"), {
    clauses: "I11",
    label: { ar: "متابعات تم فيها الوصول", en: "Follow-ups that reached the person" },
    description: {
      ar: "نسبة المتابعات التي وصلت إلى صاحبها من كل ما حلّ موعده، مع فترة ثقة ويلسون 95٪.",
      en: "Share of follow-ups due in which the person was reached, with the Wilson 95 % interval.",
    },
    base: { ar: "كل متابعة حلّ موعدها", en: "every follow-up due" },
  }),
  "follow-up-refused-share": share(of("follow-up-done", { outcomes: ["refused"] }), of("follow-up-due"), {
    clauses: "I11",
    label: { ar: "متابعات اعتذر عنها صاحبها", en: "Follow-ups declined" },
    description: {
      ar: "نسبة المتابعات التي اختار صاحبها عدم المتابعة من كل ما حلّ موعده؛ وهو حقه، مع فترة ثقة ويلسون 95٪.",
      en: "Share of follow-ups due that the person declined, as is their right, with the Wilson 95 % interval.",
    },
    base: { ar: "كل متابعة حلّ موعدها", en: "every follow-up due" },
    better: "neutral",
  }),
  "recovery-better-share": share(
    of("recovery-assessed", { outcomes: ["better"] }),
    of("recovery-assessed", { outcomes: ["better", "same", "worse"] }),
    {
      clauses: "I6, I9",
      label: { ar: "تقييمات تعافٍ أفضل", en: "Recovery better" },
      description: {
        ar: "نسبة تقييمات التعافي التي كانت أفضل من سابقتها، مع فترة ثقة ويلسون 95٪.",
        en: "Share of assessments of recovery that were better than the one before, with the Wilson 95 % interval.",
      },
      base: { ar: "تقييمات لها سابقة", en: "assessments with one before" },
    },
  ),
  "reviews-due": tally(of("review-due"), {
    clauses: "T10",
    label: { ar: "مراجعات حلّ موعدها", en: "Reviews due" },
    description: {
      ar: "مراجعات دورية لبيانات المستفيدين حلّ موعدها.",
      en: "Periodic reviews of beneficiaries' data that came due.",
    },
    base: { ar: "كل مراجعة حلّ موعدها", en: "every review due" },
  }),
  "review-done-share": share(of("review-done"), of("review-due"), {
    clauses: "T10",
    label: { ar: "مراجعات أُنجزت", en: "Reviews done" },
    description: {
      ar: "نسبة المراجعات الدورية التي أُنجزت من كل ما حلّ موعده، مع فترة ثقة ويلسون 95٪.",
      en: "Share of periodic reviews due that were done, with the Wilson 95 % interval.",
    },
    base: { ar: "كل مراجعة حلّ موعدها", en: "every review due" },
  }),
});
