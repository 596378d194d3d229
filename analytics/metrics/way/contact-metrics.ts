import { named, of, share, tally, time } from "#analytics/metrics/way/define.ts";

/** How the association is reached, answers, and reaches people where they are (clauses C1, C4, C5). */
export const CONTACT_METRICS = named({
  contacts: tally(of("contact"), {
    clauses: "C4, C9",
    label: { ar: "التواصل الوارد", en: "Contacts" },
    description: {
      ar: "عدد مرات تواصل الناس مع الجمعية بتاريخ التواصل، بأي قناة.",
      en: "People who contacted the association, by the date of the contact, through any channel.",
    },
    base: { ar: "كل تواصل", en: "every contact" },
  }),
  "answered-contact-share": share(of("contact-answered"), of("contact"), {
    clauses: "C4, C11",
    label: { ar: "تواصل أُجيب", en: "Contacts answered" },
    description: {
      ar: "نسبة ما أُجيب من التواصل الوارد في الفترة، مع فترة ثقة ويلسون 95٪.",
      en: "Share of the contacts of the period that were answered, with the Wilson 95 % interval.",
    },
    base: { ar: "كل تواصل", en: "every contact" },
  }),
  "first-contact-answer-share": share(of("contact-answered", { outcomes: ["first"] }), of("contact"), {
    clauses: "C4",
    label: { ar: "الإجابة من أول تواصل", en: "Answered at first contact" },
    description: {
      ar: "نسبة ما أُجيب عنه في التواصل نفسه، مع فترة ثقة ويلسون 95٪.",
      en: "Share of contacts that were answered there and then, with the Wilson 95 % interval.",
    },
    base: { ar: "كل تواصل", en: "every contact" },
  }),
  "median-answer-hours": time(
    of("contact-answered"),
    {
      clauses: "C4",
      label: { ar: "وسيط زمن الإجابة", en: "Median time to answer" },
      description: {
        ar: "أُجيب نصف ما أُجيب خلال هذا العدد من الساعات أو أقل. يُقرأ مع نسبة ما أُجيب. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
        en: "Half of the contacts answered were answered within so many hours. Read it with the share answered. With a distribution-free 95 % interval.",
      },
      base: { ar: "التواصل الذي أُجيب", en: "contacts answered" },
    },
    { unit: "hours", among: of("contact") },
  ),
  "p90-answer-hours": time(
    of("contact-answered"),
    {
      clauses: "C4",
      label: { ar: "زمن إجابة تسعة من كل عشرة", en: "Time to answer nine in ten" },
      description: {
        ar: "أُجيب تسعة من كل عشرة مما أُجيب خلال هذا العدد من الساعات أو أقل. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
        en: "Nine in ten of the contacts answered were answered within so many hours. With a distribution-free 95 % interval.",
      },
      base: { ar: "التواصل الذي أُجيب", en: "contacts answered" },
    },
    { share: 0.9, unit: "hours", among: of("contact") },
  ),
  "contact-to-request-share": share(of("contact-closed", { outcomes: ["request"] }), of("contact"), {
    clauses: "C4, C9",
    label: { ar: "تواصل صار طلبًا", en: "Contacts that became a request" },
    description: {
      ar: "نسبة التواصل الذي انتهى إلى طلب خدمة، مع فترة ثقة ويلسون 95٪.",
      en: "Share of contacts that led to a request for a service, with the Wilson 95 % interval.",
    },
    base: { ar: "كل تواصل", en: "every contact" },
    better: "neutral",
  }),
  "deliveries-by-place": tally(
    { measure: "delivery-by-place" },
    {
      clauses: "C5",
      label: { ar: "الخدمات بحسب المكان", en: "Deliveries by place" },
      description: {
        ar: "الخدمات المقدَّمة، تُفصَّل بحسب مكان تقديمها: عن بُعد أو في الفرع أو المنزل أو الموقع.",
        en: "Services delivered, to be broken down by where they were given: remote, branch, home or site.",
      },
      base: { ar: "كل خدمة قُدمت", en: "every delivery" },
    },
  ),
  "remote-delivery-share": share(
    { measure: "delivery-by-place", outcomes: ["remote"] },
    { measure: "delivery-by-place", outcomes: ["remote", "branch", "home", "site"] },
    {
      clauses: "C5",
      label: { ar: "خدمات قُدمت عن بُعد", en: "Delivered remotely" },
      description: {
        ar: "نسبة ما قُدم عن بُعد من الخدمات المعروف مكانها، مع فترة ثقة ويلسون 95٪.",
        en: "Share of deliveries given remotely, of those whose place is known, with the Wilson 95 % interval.",
      },
      base: { ar: "الخدمات المعروف مكانها", en: "deliveries whose place is known" },
      better: "neutral",
    },
  ),
  "median-invitation-wait-days": time(
    { measure: "invitation-wait" },
    {
      clauses: "C1",
      label: { ar: "وسيط الانتظار إلى الدعوة", en: "Median wait for the invitation" },
      description: {
        ar: "دُعي نصف المدعوين إلى التقييم خلال هذا العدد من الأيام من تقديم الخدمة أو أقل. معها فترة ثقة 95٪ لا تفترض توزيعًا.",
        en: "Half of those invited were due an invitation within so many days of the delivery. With a distribution-free 95 % interval.",
      },
      base: { ar: "كل دعوة صدرت", en: "every invitation issued" },
    },
  ),
});
