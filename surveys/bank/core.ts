import type { BankItem } from "#surveys/bank/item.ts";

/** Items that suit every service (). */
export const CORE_ITEMS: readonly BankItem[] = [
  {
    id: "overall-satisfaction",
    construct: "satisfaction",
    scale: "satisfaction-5",
    source: "GOV.UK Service Manual, five-point user satisfaction; ISO 10004:2018; own wording",
    title: {
      ar: "بشكل عام، ما مستوى رضاك عن الخدمة التي تلقيتها؟",
      en: "Overall, how satisfied are you with the service you received?",
    },
  },
  {
    id: "overall-satisfaction-faces",
    construct: "satisfaction",
    scale: "faces-4",
    source: "IndiKit (People in Need), four-point faces; own wording",
    title: { ar: "ما مستوى رضاك عن الخدمة اليوم؟", en: "How satisfied are you with the service today?" },
  },
  {
    id: "ease",
    construct: "ease",
    scale: "ease-5",
    source: "Customer effort, Dixon, Freeman & Toman 2010; policy clause C2; own wording",
    title: { ar: "إلى أي مدى كان الحصول على الخدمة سهلًا؟", en: "How easy was it to get the service?" },
  },
  {
    id: "respect",
    construct: "respect",
    scale: "agreement-5",
    source: "Core Humanitarian Standard 2024, commitment 8; policy clause C11; own wording",
    title: {
      ar: "عاملني فريق الجمعية باحترام وحفظ كرامتي.",
      en: "The association's team treated me with respect and protected my dignity.",
    },
  },
  {
    id: "clarity",
    construct: "clarity",
    scale: "agreement-5",
    source: "Core Humanitarian Standard 2024, commitment 1; policy clause C4; own wording",
    title: {
      ar: "كانت المعلومات عن الخدمة وشروطها واضحة قبل التقديم.",
      en: "Information about the service and its conditions was clear before I applied.",
    },
  },
  {
    id: "timeliness",
    construct: "timeliness",
    scale: "agreement-5",
    source: "Core Humanitarian Standard 2024, commitment 2; policy clause C1; own wording",
    title: { ar: "حصلت على الخدمة في الوقت المناسب.", en: "I received the service at the right time." },
  },
  {
    id: "confidentiality",
    construct: "confidentiality",
    scale: "agreement-5",
    source: "Core Humanitarian Standard 2024, commitment 4; policy clause T3; own wording",
    title: { ar: "أشعر أن خصوصيتي ومعلوماتي محفوظة.", en: "I feel that my privacy and my information are protected." },
  },
  {
    id: "fairness",
    construct: "fairness",
    scale: "agreement-5",
    source: "Ground Truth Solutions, fairness of support; policy clause T12; own wording",
    title: {
      ar: "كانت إجراءات قبول الطلب وتقديم الخدمة عادلة وواضحة.",
      en: "The way my request was accepted and the service was given was fair and clear.",
    },
  },
  {
    id: "need-met",
    construct: "needMet",
    scale: "needs-met-5",
    source: "Listen4Good, needs met; Core Humanitarian Standard 2024, commitment 2; own wording",
    title: {
      ar: "إلى أي مدى لبّت الخدمة احتياجك الذي تقدمت من أجله؟",
      en: "How far did the service meet the needs you applied for?",
    },
  },
  {
    id: "voice",
    construct: "voice",
    scale: "agreement-5",
    source: "Core Humanitarian Standard 2024, commitment 5; own wording",
    title: {
      ar: "أستطيع إبداء رأيي أو تقديم شكوى دون خوف من أن تتأثر خدمتي.",
      en: "I can give my opinion or complain without fear that my service will be affected.",
    },
  },
  {
    id: "recommendation",
    construct: "recommendation",
    scale: "nps-11",
    source: "Net Promoter question, Reichheld 2003; Listen4Good; own wording",
    title: {
      ar: "على مقياس من 0 إلى 10، ما مدى احتمال أن توصي شخصًا يحتاج إلى خدمة مشابهة بالتواصل مع الجمعية؟",
      en: "From 0 to 10, how likely are you to recommend the association to someone who needs a similar service?",
    },
  },
  {
    id: "enough-time",
    construct: "respect",
    scale: "agreement-5",
    source: "Policy clause C11; own wording",
    title: {
      ar: "أُعطيت الوقت الكافي لشرح طلبي وأُجيب عن أسئلتي.",
      en: "I was given enough time to explain my request and my questions were answered.",
    },
  },
  {
    id: "better-than-expected",
    construct: "quality",
    scale: "agreement-5",
    source: "Policy clause C7a; own wording",
    title: { ar: "كانت الخدمة كما توقعتها أو أفضل.", en: "The service was as I expected or better." },
  },
  {
    id: "refusal-clarity",
    construct: "clarity",
    scale: "agreement-5",
    offScale: ["none"],
    source: "Module of refused and withdrawn requests; policy clause T9; own wording",
    title: { ar: "كان سبب القرار في طلبي واضحًا لي.", en: "The reason for the decision on my request was clear to me." },
  },
  {
    id: "appeal-known",
    construct: "voice",
    scale: "agreement-5",
    offScale: ["none"],
    source: "Core Humanitarian Standard 2024, commitment 5; policy clause C18; own wording",
    title: { ar: "عرفت كيف أعترض على القرار إن أردت.", en: "I knew how to object to the decision if I wanted to." },
  },
  {
    id: "request-satisfaction",
    construct: "satisfaction",
    scale: "satisfaction-5",
    source: "Module of refused and withdrawn requests; GOV.UK, asking at every end point; own wording",
    title: {
      ar: "بشكل عام، ما مستوى رضاك عن طريقة التعامل مع طلبك؟",
      en: "Overall, how satisfied are you with the way your request was handled?",
    },
  },
  {
    id: "saved-journey",
    scale: "agreement-5",
    offScale: ["none"],
    source: "Policy clause C5; own wording",
    title: {
      ar: "وفّرت عليّ طريقة تقديم الخدمة الوقت ومشقة الحضور.",
      en: "The way the service was given saved me time and a journey.",
    },
  },
  {
    id: "most-important-change",
    construct: "change",
    source: "Most significant change, Davies & Dart 2005; own wording",
    title: {
      ar: "ما أهم تغيير أحدثته الخدمة في حياتك أو حياة أسرتك؟",
      en: "What is the most important change the service made in your life or your family's life?",
    },
  },
  {
    id: "best-part",
    source: "Listen4Good, open question; own wording",
    title: { ar: "ما أفضل ما في الخدمة؟", en: "What was best about the service?" },
  },
  {
    id: "improve",
    source: "Listen4Good, open question; policy clause C8; own wording",
    title: { ar: "ما الذي نحتاج إلى تحسينه؟", en: "What do we need to improve?" },
  },
];
