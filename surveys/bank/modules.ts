import type { BankItem } from "#surveys/bank/item.ts";

/** Family development: counselling and visitation (METHODS 4.3, policy clauses Y1 to Y5). */
const FAMILY_ITEMS: readonly BankItem[] = [
  {
    id: "counsellor-competence",
    construct: "quality",
    scale: "agreement-5",
    source: "Module of family development; own wording",
    title: {
      ar: "فهم المستشار موضوعي وساعدني بكفاءة.",
      en: "The counsellor understood my matter and helped me competently.",
    },
  },
  {
    id: "skills-at-home",
    construct: "applied",
    scale: "frequency-5",
    source: "Module of family development; own wording",
    title: { ar: "كم مرة تستخدم في بيتك ما تعلمته؟", en: "How often do you use at home what you learned?" },
  },
  {
    id: "session-times",
    construct: "timeliness",
    scale: "agreement-5",
    source: "Module of family development; own wording",
    title: { ar: "كانت مواعيد الجلسات مناسبة لي.", en: "The times of the sessions suited me." },
  },
  {
    id: "remote-privacy",
    construct: "confidentiality",
    scale: "agreement-5",
    offScale: ["none"],
    source: "Module of family development; own wording",
    title: { ar: "كانت خصوصيتي محفوظة في الجلسات عن بُعد.", en: "My privacy was protected in remote sessions." },
  },
  {
    id: "family-dialogue",
    construct: "change",
    scale: "agreement-5",
    source: "Module of family development; own wording",
    title: { ar: "تحسّن الحوار في أسرتي بعد الخدمة.", en: "Dialogue in my family improved after the service." },
  },
  {
    id: "visit-safety",
    construct: "safety",
    scale: "agreement-5",
    source: "Policy clause Y4; own wording",
    title: {
      ar: "كان مكان الزيارة آمنًا ومريحًا لي وللأطفال.",
      en: "The place of the visit was safe and comfortable for me and the children.",
    },
  },
  {
    id: "equal-treatment",
    construct: "fairness",
    scale: "agreement-5",
    source: "Policy clause Y4; own wording",
    title: { ar: "تعامل المركز مع الطرفين بعدل وحياد.", en: "The centre treated both parties fairly and neutrally." },
  },
];

/** Sealed services: psychological crisis and shelters; the event itself is never asked about (METHODS 4.3). */
const CARE_ITEMS: readonly BankItem[] = [
  {
    id: "felt-safe",
    construct: "safety",
    scale: "agreement-5",
    source: "Module of crisis and shelter; Core Humanitarian Standard 2024, commitment 4; own wording",
    title: { ar: "شعرت بالأمان أثناء تلقي الخدمة.", en: "I felt safe while receiving the service." },
  },
  {
    id: "felt-heard",
    construct: "voice",
    scale: "agreement-5",
    source: "Module of psychological crisis; own wording",
    title: { ar: "شعرت أن هناك من يستمع إليّ ويفهمني.", en: "I felt listened to and understood." },
  },
  {
    id: "emergency-known",
    construct: "clarity",
    scale: "agreement-5",
    source: "Module of psychological crisis; own wording",
    title: { ar: "أعرف ما الذي أفعله إن احتجت إلى مساعدة عاجلة.", en: "I know what to do if I need urgent help." },
  },
  {
    id: "follow-up-happened",
    construct: "support",
    scale: "agreement-5",
    offScale: ["none"],
    source: "Module of psychological crisis; own wording",
    title: { ar: "تابعتني الجمعية بعد الخدمة كما وُعدت.", en: "The association followed up with me as promised." },
  },
  {
    id: "language-understood",
    construct: "clarity",
    scale: "agreement-5",
    source: "Module of shelter; own wording",
    title: { ar: "فهمت ما قيل لي بلغة أعرفها.", en: "I understood what I was told, in a language I know." },
  },
  {
    id: "interpreter-quality",
    construct: "quality",
    scale: "quality-5",
    offScale: ["none"],
    source: "Module of shelter; own wording",
    title: { ar: "كيف كان مستوى الترجمة؟", en: "How good was the interpreting?" },
  },
  {
    id: "rights-known",
    construct: "clarity",
    scale: "agreement-5",
    source: "Module of shelter; Core Humanitarian Standard 2024, commitment 1; own wording",
    title: { ar: "عُرّفت بحقوقي وبالخيارات المتاحة لي.", en: "I was told about my rights and the options I have." },
  },
  {
    id: "free-to-refuse",
    construct: "voice",
    scale: "agreement-5",
    source: "Module of shelter; own wording",
    title: { ar: "كان بإمكاني أن أرفض ما لا أريده.", en: "I was free to refuse what I did not want." },
  },
  {
    id: "complaint-outside",
    construct: "voice",
    scale: "agreement-5",
    source: "Module of shelter; Core Humanitarian Standard 2024, commitment 5; own wording",
    title: {
      ar: "أعرف جهة خارج الدار أستطيع أن أشتكي إليها.",
      en: "I know someone outside the house to whom I can complain.",
    },
  },
];

/** Training and partner associations (METHODS 4.3, policy clauses T1 and T17). */
const CAPACITY_ITEMS: readonly BankItem[] = [
  {
    id: "relevance",
    construct: "relevance",
    scale: "agreement-5",
    source: "Module of capacity building; Kirkpatrick level 1; own wording",
    title: { ar: "كان محتوى البرنامج مناسبًا لاحتياجي.", en: "The content of the programme suited my needs." },
  },
  {
    id: "trainer",
    construct: "quality",
    scale: "quality-5",
    source: "Module of capacity building; Kirkpatrick level 1; own wording",
    title: { ar: "كيف كان مستوى التدريب وإيصال المعلومات؟", en: "How good were the training and the explanation?" },
  },
  {
    id: "applied-at-work",
    construct: "applied",
    scale: "frequency-5",
    offScale: ["none"],
    source: "Module of capacity building; Kirkpatrick level 3; own wording",
    title: { ar: "كم مرة تطبّق في عملك ما تعلمته؟", en: "How often do you apply at work what you learned?" },
  },
  {
    id: "able-to-apply",
    construct: "applied",
    scale: "agreement-5",
    source: "Module of capacity building; Kirkpatrick level 2; own wording",
    title: { ar: "أستطيع تطبيق ما تعلمته في البرنامج.", en: "I am able to apply what I learned in the programme." },
  },
  {
    id: "support-after",
    construct: "support",
    scale: "agreement-5",
    source: "Module of capacity building; own wording",
    title: {
      ar: "وجدت الدعم الذي أحتاجه بعد انتهاء البرنامج.",
      en: "I found the support I needed after the programme ended.",
    },
  },
  {
    id: "partnership-satisfaction",
    construct: "satisfaction",
    scale: "satisfaction-5",
    source: "ISO 10004:2018; policy clause T17; own wording",
    title: {
      ar: "بشكل عام، ما مستوى رضا جمعيتكم عن الشراكة معنا؟",
      en: "Overall, how satisfied is your association with our partnership?",
    },
  },
  {
    id: "partnership-clarity",
    construct: "clarity",
    scale: "agreement-5",
    source: "Policy clause T16; own wording",
    title: { ar: "كانت التزامات الطرفين واضحة من البداية.", en: "The duties of both sides were clear from the start." },
  },
  {
    id: "partnership-timeliness",
    construct: "timeliness",
    scale: "agreement-5",
    source: "Policy clause T17; own wording",
    title: { ar: "نُفّذ ما اتفقنا عليه في وقته.", en: "What we agreed on was carried out on time." },
  },
  {
    id: "partnership-support",
    construct: "support",
    scale: "agreement-5",
    source: "Module of capacity building; own wording",
    title: {
      ar: "وجدنا الدعم الكافي أثناء البرنامج وبعده.",
      en: "We found enough support during the programme and after it.",
    },
  },
  {
    id: "partnership-change",
    construct: "change",
    scale: "agreement-5",
    source: "Module of capacity building; Kirkpatrick level 4; own wording",
    title: {
      ar: "أحدثت الشراكة تغييرًا ملموسًا في عمل جمعيتنا.",
      en: "The partnership made a real change in our association's work.",
    },
  },
  {
    id: "partnership-recommendation",
    construct: "recommendation",
    scale: "nps-11",
    source: "Net Promoter question, Reichheld 2003; own wording",
    title: {
      ar: "على مقياس من 0 إلى 10، ما مدى احتمال أن توصوا جمعية أخرى بالشراكة معنا؟",
      en: "From 0 to 10, how likely are you to recommend a partnership with us to another association?",
    },
  },
  {
    id: "partnership-obstacles",
    source: "Module of capacity building; policy clause C8; own wording",
    title: { ar: "ما العوائق التي واجهتكم؟", en: "Which obstacles did you meet?" },
  },
  {
    id: "own-partnership-satisfaction",
    construct: "satisfaction",
    scale: "satisfaction-5",
    source: "ISO 10004:2018; policy clause T17, evaluation by the association; own wording",
    title: {
      ar: "بشكل عام، ما مستوى رضاكم عن الشراكة مع هذه الجمعية؟",
      en: "Overall, how satisfied are you with the partnership with this association?",
    },
  },
  {
    id: "partner-commitment",
    construct: "quality",
    scale: "agreement-5",
    source: "Policy clause T16; own wording",
    title: { ar: "نفّذت الجمعية الشريكة ما التزمت به.", en: "The partner carried out what it had committed to." },
  },
  {
    id: "partner-reports-in-time",
    construct: "timeliness",
    scale: "agreement-5",
    source: "Policy clause T17; own wording",
    title: { ar: "وصلتنا تقارير الأثر في مواعيدها.", en: "The impact reports reached us on time." },
  },
  {
    id: "partner-evidence",
    construct: "quality",
    scale: "agreement-5",
    source: "Policy clause T17; own wording",
    title: {
      ar: "كانت الأدلة في تقارير الأثر كافية.",
      en: "The evidence in the impact reports was sufficient.",
    },
  },
  {
    id: "partner-communication",
    construct: "clarity",
    scale: "agreement-5",
    source: "Module of capacity building; own wording",
    title: { ar: "كان التواصل مع الجمعية الشريكة واضحًا.", en: "Communication with the partner was clear." },
  },
  {
    id: "partner-change",
    construct: "change",
    scale: "agreement-5",
    offScale: ["dontknow"],
    source: "Module of capacity building; Kirkpatrick level 4; own wording",
    title: {
      ar: "أحدثت الشراكة أثرًا ملموسًا لدى من تخدمهم الجمعية الشريكة.",
      en: "The partnership made a real difference to the people whom the partner serves.",
    },
  },
  {
    id: "own-commitment",
    construct: "quality",
    scale: "agreement-5",
    source: "Policy clause T16, duties of the association; own wording",
    title: { ar: "نفّذنا نحن ما التزمنا به.", en: "We ourselves carried out what we had committed to." },
  },
  {
    id: "content-satisfaction",
    construct: "satisfaction",
    scale: "satisfaction-5",
    source: "ISO 10004:2018; policy clause T1, indirect beneficiaries; own wording",
    title: { ar: "ما مستوى رضاك عن المحتوى الذي اطلعت عليه؟", en: "How satisfied are you with the content you saw?" },
  },
];

/** Pilgrims: short encounters in many languages (METHODS 4.3, policy clause B2). */
const PILGRIM_ITEMS: readonly BankItem[] = [
  {
    id: "guidance-clarity",
    construct: "clarity",
    scale: "agreement-5",
    source: "Module of pilgrims; own wording",
    title: { ar: "كان الإرشاد واضحًا وسهل الفهم.", en: "The guidance was clear and easy to understand." },
  },
  {
    id: "waiting",
    construct: "timeliness",
    scale: "agreement-5",
    source: "Module of pilgrims; own wording",
    title: { ar: "كان وقت الانتظار مقبولًا.", en: "The waiting time was acceptable." },
  },
  {
    id: "language-help",
    construct: "support",
    scale: "agreement-5",
    offScale: ["none"],
    source: "Module of pilgrims; own wording",
    title: { ar: "وجدت من يساعدني بلغتي.", en: "I found someone who could help me in my language." },
  },
  {
    id: "elderly-access",
    construct: "ease",
    scale: "ease-5",
    offScale: ["none"],
    source: "Module of pilgrims; own wording",
    title: {
      ar: "إلى أي مدى كان الوصول سهلًا لكبار السن وذوي الإعاقة؟",
      en: "How easy was access for older people and people with disabilities?",
    },
  },
];

/** Items of single fields of work (METHODS 4.3). */
export const MODULE_ITEMS: readonly BankItem[] = [...FAMILY_ITEMS, ...CARE_ITEMS, ...CAPACITY_ITEMS, ...PILGRIM_ITEMS];
