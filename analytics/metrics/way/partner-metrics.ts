import { named, of, quotient, share, tally, time } from "#analytics/metrics/way/define.ts";

/** Partner associations, from the request to the end of the partnership (clauses T13 to T17). */
export const PARTNER_METRICS = named({
  "partner-requests": tally(of("partner-request"), {
    clauses: "T13",
    label: { ar: "طلبات الشركاء", en: "Requests of partners" },
    description: {
      ar: "الطلبات الرسمية من الجمعيات الشريكة بتاريخ تقديمها.",
      en: "Formal requests of partner associations, by the date they were made.",
    },
    base: { ar: "كل طلب شراكة", en: "every request of a partner" },
  }),
  "partner-studied-share": share(of("partner-studied"), of("partner-request"), {
    clauses: "T14",
    label: { ar: "طلبات شركاء دُرست", en: "Requests of partners studied" },
    description: {
      ar: "نسبة طلبات الشركاء التي دُرست بالمعايير الأربعة، مع فترة ثقة ويلسون 95٪.",
      en: "Share of partners' requests that were studied by the four criteria, with the Wilson 95 % interval.",
    },
    base: { ar: "كل طلب شراكة", en: "every request of a partner" },
  }),
  "partner-accepted-share": share(of("partner-decided", { outcomes: ["accepted"] }), of("partner-decided"), {
    clauses: "T15",
    label: { ar: "طلبات شركاء قُبلت", en: "Requests of partners accepted" },
    description: {
      ar: "نسبة ما قُبل من طلبات الشركاء التي صدر قرارها، مع فترة ثقة ويلسون 95٪.",
      en: "Share of partners' requests decided that were accepted, with the Wilson 95 % interval.",
    },
    base: { ar: "طلبات شركاء صدر قرارها", en: "requests of partners decided" },
    better: "neutral",
  }),
  "median-partner-decision-days": time(
    of("partner-decided"),
    {
      clauses: "T14, T15",
      label: { ar: "وسيط أيام قرار الشراكة", en: "Median days to a partner's decision" },
      description: {
        ar: "صدر نصف قرارات الشركاء خلال هذا العدد من الأيام أو أقل. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
        en: "Half of the decisions on partners' requests took so many days or fewer. With a distribution-free 95 % interval.",
      },
      base: { ar: "طلبات شركاء صدر قرارها", en: "requests of partners decided" },
    },
    { among: of("partner-request") },
  ),
  "agreements-signed-share": share(of("agreement-signed"), of("partner-allocated"), {
    clauses: "T16",
    label: { ar: "اتفاقيات وُقّعت", en: "Agreements signed" },
    description: {
      ar: "نسبة الطلبات المقبولة التي وُقّعت اتفاقيتها، مع فترة ثقة ويلسون 95٪.",
      en: "Share of accepted requests whose agreement was signed, with the Wilson 95 % interval.",
    },
    base: { ar: "طلبات شركاء قُبلت", en: "requests of partners accepted" },
  }),
  "first-time-partner-share": share(of("partner-allocated", { outcomes: ["first-time"] }), of("partner-allocated"), {
    clauses: "T15",
    label: { ar: "شركاء يُخدمون أول مرة", en: "Partners served for the first time" },
    description: {
      ar: "نسبة المقبولين الذين لم يُخدموا من قبل، مع فترة ثقة ويلسون 95٪.",
      en: "Share of accepted partners who had not been served before, with the Wilson 95 % interval.",
    },
    base: { ar: "طلبات شركاء قُبلت", en: "requests of partners accepted" },
    better: "neutral",
  }),
  "partner-reach-share": quotient(of("partner-reached"), of("partner-expected"), {
    clauses: "T13, T17",
    label: { ar: "من وصلت إليهم الشراكة إلى المتوقع", en: "Reached of those expected" },
    description: {
      ar: "عدد من وصلت إليهم الشراكات مقسومًا على من كان متوقعًا؛ قد يزيد على الواحد، ولا فترة ثقة له.",
      en: "People reached by partnerships over people expected; it may exceed 1 and has no interval.",
    },
    base: { ar: "من كان متوقعًا خدمتهم", en: "people expected" },
  }),
  "impact-reports-due": tally(of("impact-report-due"), {
    clauses: "T17",
    label: { ar: "تقارير أثر حلّ موعدها", en: "Impact reports due" },
    description: {
      ar: "تقارير الأثر الدورية بتاريخ حلول موعدها.",
      en: "Periodic impact reports, by the date they came due.",
    },
    base: { ar: "كل تقرير أثر حلّ موعده", en: "every impact report due" },
  }),
  "impact-report-filed-share": share(of("impact-report-filed"), of("impact-report-due"), {
    clauses: "T17",
    label: { ar: "تقارير أثر قُدمت", en: "Impact reports filed" },
    description: {
      ar: "نسبة تقارير الأثر التي قُدمت من كل ما حلّ موعده، مع فترة ثقة ويلسون 95٪.",
      en: "Share of impact reports due that were filed, with the Wilson 95 % interval.",
    },
    base: { ar: "كل تقرير أثر حلّ موعده", en: "every impact report due" },
  }),
  "impact-report-in-time-share": share(of("impact-report-filed", { outcomes: ["in-time"] }), of("impact-report-due"), {
    clauses: "T17",
    label: { ar: "تقارير أثر في موعدها", en: "Impact reports in time" },
    description: {
      ar: "نسبة تقارير الأثر التي قُدمت في موعدها من كل ما حلّ موعده، مع فترة ثقة ويلسون 95٪.",
      en: "Share of impact reports due that were filed in time, with the Wilson 95 % interval.",
    },
    base: { ar: "كل تقرير أثر حلّ موعده", en: "every impact report due" },
  }),
  "indicators-reached-share": share(of("indicator-reported", { outcomes: ["reached"] }), of("indicator-reported"), {
    clauses: "T17",
    label: { ar: "مؤشرات تحققت", en: "Indicators reached" },
    description: {
      ar: "نسبة مؤشرات تقارير الأثر التي بلغت مستهدفها، مع فترة ثقة ويلسون 95٪.",
      en: "Share of indicators reported that reached their target, with the Wilson 95 % interval.",
    },
    base: { ar: "كل مؤشر ورد في تقرير", en: "every indicator reported" },
  }),
  "partnership-evaluated-share": share(of("partnership-evaluated"), of("partnership-ended"), {
    clauses: "T17",
    label: { ar: "شراكات قُيّمت عند انتهائها", en: "Partnerships evaluated at their end" },
    description: {
      ar: "نسبة الشراكات المنتهية التي قُيّمت، مع فترة ثقة ويلسون 95٪.",
      en: "Share of partnerships ended that were evaluated, with the Wilson 95 % interval.",
    },
    base: { ar: "كل شراكة انتهت", en: "every partnership ended" },
  }),
});
