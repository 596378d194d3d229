import { named, of, share, tally, time } from "#analytics/metrics/way/define.ts";

/** Requests on their way: in, checked, completed, clarified (clauses C2, C3, C12 to C14). */
export const REQUEST_METRICS = named({
  requests: tally(of("request-opened"), {
    clauses: "C2, T2",
    label: { ar: "الطلبات", en: "Requests" },
    description: { ar: "طلبات الخدمة بتاريخ فتحها.", en: "Requests for a service, by the date of their opening." },
    base: { ar: "كل طلب", en: "every request" },
  }),
  "online-request-share": share(of("request-opened", { outcomes: ["online"] }), of("request-opened"), {
    clauses: "C3, T2",
    label: { ar: "طلبات عبر الإنترنت", en: "Requests made online" },
    description: {
      ar: "نسبة الطلبات التي قُدمت عبر الإنترنت، مع فترة ثقة ويلسون 95٪.",
      en: "Share of requests that were made online, with the Wilson 95 % interval.",
    },
    base: { ar: "كل طلب", en: "every request" },
  }),
  "online-follow-share": share(of("request-followed", { outcomes: ["online"] }), of("request-followed"), {
    clauses: "C3",
    label: { ar: "متابعة عبر الإنترنت", en: "Followed online" },
    description: {
      ar: "نسبة متابعات الطلبات التي تمت عبر الإنترنت، مع فترة ثقة ويلسون 95٪.",
      en: "Share of the times a request was followed that were online, with the Wilson 95 % interval.",
    },
    base: { ar: "كل متابعة لطلب", en: "every time a request was followed" },
  }),
  "declared-share": share(of("request-declared"), of("request-opened"), {
    clauses: "C14",
    label: { ar: "طلبات بإقرار", en: "Requests with a declaration" },
    description: {
      ar: "نسبة الطلبات التي أقرّ صاحبها أو وليّه بصحة بياناتها، مع فترة ثقة ويلسون 95٪.",
      en: "Share of requests whose data the applicant or guardian declared correct, with the Wilson 95 % interval.",
    },
    base: { ar: "كل طلب", en: "every request" },
  }),
  "complete-first-share": share(of("request-checked", { outcomes: ["complete"] }), of("request-checked"), {
    clauses: "C12",
    label: { ar: "مستندات اكتملت من أول مرة", en: "Complete at first submission" },
    description: {
      ar: "نسبة الطلبات التي وُجدت مستنداتها مكتملة عند أول فحص، مع فترة ثقة ويلسون 95٪.",
      en: "Share of requests whose documents were complete at the first check, with the Wilson 95 % interval.",
    },
    base: { ar: "كل طلب فُحصت مستنداته", en: "requests whose documents were checked" },
  }),
  "expired-documents": tally(of("document-expired"), {
    clauses: "C12",
    label: { ar: "مستندات منتهية", en: "Expired documents" },
    description: {
      ar: "مستندات كانت منتهية الصلاحية عند تقديمها، بتاريخ تقديمها.",
      en: "Documents that had expired when they were submitted, by the date of the submission.",
    },
    base: { ar: "كل مستند منتهٍ", en: "every expired document" },
  }),
  "median-completion-days": time(of("step-left", { step: "request%/documents", outcomes: ["complete"] }), {
    clauses: "C12",
    label: { ar: "وسيط أيام استكمال المستندات", en: "Median days to complete documents" },
    description: {
      ar: "اكتملت مستندات نصف الطلبات المكتملة خلال هذا العدد من الأيام أو أقل. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
      en: "Half of the requests whose documents were completed took so many days or fewer. With a distribution-free 95 % interval.",
    },
    base: { ar: "طلبات اكتملت مستنداتها", en: "requests whose documents were completed" },
  }),
  clarifications: tally(of("step-entered", { step: "request%/clarification" }), {
    clauses: "C13",
    label: { ar: "طلبات إيضاح", en: "Clarifications" },
    description: {
      ar: "المرات التي أُحيل فيها طلب إلى الإيضاح، بتاريخ الإحالة.",
      en: "Times a request went to clarification, by the date it did.",
    },
    base: { ar: "كل إحالة إلى الإيضاح", en: "every referral to clarification" },
  }),
  "median-clarification-days": time(of("step-left", { step: "request%/clarification" }), {
    clauses: "C13",
    label: { ar: "وسيط أيام الإيضاح", en: "Median days to clarify" },
    description: {
      ar: "انتهى نصف الإيضاحات المنتهية خلال هذا العدد من الأيام أو أقل. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
      en: "Half of the clarifications that ended took so many days or fewer. With a distribution-free 95 % interval.",
    },
    base: { ar: "إيضاحات انتهت", en: "clarifications that ended" },
  }),
  "median-stage-days": time(of("step-left", { step: "request%/%" }), {
    clauses: "C2",
    label: { ar: "وسيط أيام المرحلة", en: "Median days of a stage" },
    description: {
      ar: "انتهى نصف مراحل الطلبات المنتهية خلال هذا العدد من الأيام أو أقل؛ تُفصَّل بحسب الخطوة. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
      en: "Half of the stages of requests that ended took so many days or fewer; break it down by step. With a distribution-free 95 % interval.",
    },
    base: { ar: "مراحل انتهت", en: "stages that ended" },
  }),
  "p90-stage-days": time(
    of("step-left", { step: "request%/%" }),
    {
      clauses: "C2",
      label: { ar: "أيام تسعة من كل عشرة مراحل", en: "Days of nine stages in ten" },
      description: {
        ar: "انتهت تسع من كل عشر مراحل منتهية خلال هذا العدد من الأيام أو أقل. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
        en: "Nine in ten of the stages that ended took so many days or fewer. With a distribution-free 95 % interval.",
      },
      base: { ar: "مراحل انتهت", en: "stages that ended" },
    },
    { share: 0.9 },
  ),
  "drop-outs": tally(of("request-ended", { outcomes: ["withdrawn"] }), {
    clauses: "C2",
    label: { ar: "طلبات سُحبت", en: "Drop-outs" },
    description: {
      ar: "طلبات سحبها أصحابها، بتاريخ فتحها؛ تُفصَّل بحسب آخر خطوة وصلت إليها.",
      en: "Requests withdrawn by the applicant, by the date of their opening; break it down by the last step reached.",
    },
    base: { ar: "كل طلب سُحب", en: "every request withdrawn" },
    better: "lower",
  }),
  "unmet-conditions": tally(of("condition-unmet"), {
    clauses: "Y1–Y5, T6, T9",
    label: { ar: "شروط لم تتحقق", en: "Conditions not met" },
    description: {
      ar: "المرات التي لم يتحقق فيها شرط من شروط الخدمة؛ تُفصَّل بحسب الشرط.",
      en: "Times a condition of a service was not met; break it down by condition.",
    },
    base: { ar: "كل شرط لم يتحقق", en: "every condition not met" },
  }),
});
