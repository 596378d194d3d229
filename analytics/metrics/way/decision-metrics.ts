import { named, of, share, survival, tally, time } from "#analytics/metrics/way/define.ts";

/** The clock of the decision, in every journey of requests. */
const CLOCK = "request%/decision";

/** The committee's decisions and what follows them (clauses C15, C16). Both readings of two weeks are counted. */
export const DECISION_METRICS = named({
  "decided-median-days": survival(
    CLOCK,
    { share: 0.5 },
    {
      clauses: "C15",
      label: { ar: "وسيط أيام القرار", en: "Median days to the decision" },
      description: {
        ar: "اليوم الذي صدر بحلوله قرار نصف الطلبات. كابلان–ماير: تُحسب الطلبات المنتظرة إلى اليوم.",
        en: "The day by which half of the requests have been decided. Kaplan–Meier: requests still waiting count as far as they have come.",
      },
      base: { ar: "طلبات وصلت إلى اللجنة", en: "requests that came to the committee" },
      better: "neutral",
    },
  ),
  "decided-p80-days": survival(
    CLOCK,
    { share: 0.8 },
    {
      clauses: "C15",
      label: { ar: "أيام قرار ثمانية من كل عشرة", en: "Days to decide eight in ten" },
      description: {
        ar: "اليوم الذي صدر بحلوله قرار ثمانية من كل عشرة طلبات. كابلان–ماير: تُحسب الطلبات المنتظرة إلى اليوم.",
        en: "The day by which eight in ten requests have been decided. Kaplan–Meier: requests still waiting count as far as they have come.",
      },
      base: { ar: "طلبات وصلت إلى اللجنة", en: "requests that came to the committee" },
      better: "neutral",
    },
  ),
  "decided-p90-days": survival(
    CLOCK,
    { share: 0.9 },
    {
      clauses: "C15",
      label: { ar: "أيام قرار تسعة من كل عشرة", en: "Days to decide nine in ten" },
      description: {
        ar: "اليوم الذي صدر بحلوله قرار تسعة من كل عشرة طلبات. كابلان–ماير: تُحسب الطلبات المنتظرة إلى اليوم.",
        en: "The day by which nine in ten requests have been decided. Kaplan–Meier: requests still waiting count as far as they have come.",
      },
      base: { ar: "طلبات وصلت إلى اللجنة", en: "requests that came to the committee" },
      better: "neutral",
    },
  ),
  "decided-by-day-14-share": survival(
    CLOCK,
    { by: 14 },
    {
      clauses: "C15",
      label: { ar: "قرارات حتى اليوم الرابع عشر", en: "Decided by day 14" },
      description: {
        ar: "نسبة الطلبات التي صدر قرارها حتى اليوم الرابع عشر. كابلان–ماير: تُحسب الطلبات المنتظرة إلى اليوم.",
        en: "Share of requests decided by day 14, 1 − S(14). Kaplan–Meier: requests still waiting count as far as they have come.",
      },
      base: { ar: "طلبات وصلت إلى اللجنة", en: "requests that came to the committee" },
      better: "neutral",
    },
  ),
  "decided-after-day-14-share": survival(
    CLOCK,
    { after: 14 },
    {
      clauses: "C15",
      label: { ar: "لم يصدر قرارها حتى اليوم الرابع عشر", en: "Not decided by day 14" },
      description: {
        ar: "نسبة الطلبات التي لم يصدر قرارها حتى اليوم الرابع عشر. كابلان–ماير: تُحسب الطلبات المنتظرة إلى اليوم.",
        en: "Share of requests not decided by day 14, S(14). Kaplan–Meier: requests still waiting count as far as they have come.",
      },
      base: { ar: "طلبات وصلت إلى اللجنة", en: "requests that came to the committee" },
      better: "neutral",
    },
  ),
  "decided-before-14-count": tally(
    of("clock-stopped", { step: CLOCK, exceptOutcomes: ["ended"], under: 14 }),
    {
      clauses: "C15",
      label: { ar: "قرارات قبل أربعة عشر يومًا", en: "Decided before 14 days" },
      description: {
        ar: "قرارات صدرت قبل تمام أسبوعين: تخالف النص إذا قُرئ «لا تقل عن أسبوعين» حرفيًا.",
        en: "Decisions made before two weeks were over: against the clause if “not less than two weeks” is read to the letter.",
      },
      base: { ar: "كل طلب صدر قراره", en: "every request decided" },
    },
    { base: of("clock-stopped", { step: CLOCK, exceptOutcomes: ["ended"] }) },
  ),
  "decided-after-14-count": tally(
    of("clock-stopped", { step: CLOCK, exceptOutcomes: ["ended"], over: 14 }),
    {
      clauses: "C15",
      label: { ar: "قرارات بعد أربعة عشر يومًا", en: "Decided after 14 days" },
      description: {
        ar: "قرارات صدرت بعد أكثر من أسبوعين: تخالف النص إذا قُرئ أجلًا أقصى. وقرار اليوم الرابع عشر يوافق القراءتين.",
        en: "Decisions made after more than two weeks: against the clause if it is read as a limit. A decision on day 14 agrees with both readings.",
      },
      base: { ar: "كل طلب صدر قراره", en: "every request decided" },
    },
    { base: of("clock-stopped", { step: CLOCK, exceptOutcomes: ["ended"] }) },
  ),
  "pending-over-14": tally(
    { measure: "clock-running", step: CLOCK, olderThan: 14 },
    {
      clauses: "C15",
      label: { ar: "طلبات تنتظر أكثر من أربعة عشر يومًا", en: "Waiting for more than 14 days" },
      description: {
        ar: "طلبات لم يصدر قرارها إلى اليوم وقد مضى على وصولها إلى اللجنة أكثر من أسبوعين.",
        en: "Requests not decided by today that came to the committee more than two weeks ago.",
      },
      base: { ar: "طلبات تنتظر القرار", en: "requests waiting for a decision" },
      better: "lower",
    },
    { base: { measure: "clock-running", step: CLOCK } },
  ),
  refusals: tally(
    of("request-ended", { outcomes: ["refused"] }),
    {
      clauses: "C15, T9",
      label: { ar: "طلبات لم تُقبل", en: "Refusals" },
      description: {
        ar: "طلبات انتهت بعدم القبول، من اللجنة أو لعدم تحقق شرط، بتاريخ فتحها. ما أُعيد فتحه باعتراض لا يُحسب حتى ينتهي.",
        en: "Requests that ended refused, by the committee or for a condition not met, by the date of their opening. One reopened by an objection does not count until it ends again.",
      },
      base: { ar: "كل طلب انتهى", en: "every request that has ended" },
    },
    { base: of("request-ended") },
  ),
  "refusal-notified-share": share(of("request-notified"), of("request-ended", { outcomes: ["refused"] }), {
    clauses: "C15, T9",
    label: { ar: "عدم قبول أُبلغ سببه", en: "Refusals with a notified reason" },
    description: {
      ar: "نسبة الطلبات غير المقبولة التي أُبلغ أصحابها بالسبب، مع فترة ثقة ويلسون 95٪.",
      en: "Share of refusals whose reason the applicant was told, with the Wilson 95 % interval.",
    },
    base: { ar: "كل طلب لم يُقبل", en: "every refusal" },
  }),
  "registered-share": share(of("request-registered"), of("request-decided", { outcomes: ["accepted"] }), {
    clauses: "C16",
    label: { ar: "مقبولون اكتمل تسجيلهم", en: "Registered of those accepted" },
    description: {
      ar: "نسبة من اكتمل تسجيلهم من المقبولين، مع فترة ثقة ويلسون 95٪.",
      en: "Share of accepted requests whose registration was completed, with the Wilson 95 % interval.",
    },
    base: { ar: "كل طلب قُبل", en: "every request accepted" },
  }),
  "median-registration-days": time(of("step-left", { step: "request%/registration", outcomes: ["registered"] }), {
    clauses: "C16",
    label: { ar: "وسيط أيام التسجيل", en: "Median days to register" },
    description: {
      ar: "اكتمل نصف ما اكتمل من التسجيل خلال هذا العدد من الأيام أو أقل. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
      en: "Half of the registrations completed took so many days or fewer. With a distribution-free 95 % interval.",
    },
    base: { ar: "تسجيل اكتمل", en: "registrations completed" },
  }),
});
