import type { CommentBook } from "#server/demo/comments/comment.ts";

/** People who read or watched what the association publishes. */
export const CONTENT_COMMENTS: CommentBook = {
  satisfied: {
    content: [
      "مقاطع قصيرة ومركزة، أرسلتها لكل زملائي.",
      "نصائح المقابلة الوظيفية أفادتني جداً، استمروا.",
      "محتوى محترم وهادف، وقليل من يقدمه بهذه الجودة.",
    ],
    clarity: ["التصاميم واضحة والكلام مختصر ومفيد."],
  },
  mixed: {
    content: ["المحتوى جميل، لكن نحتاج مواضيع عن العمل الحر أيضاً.", "ليت المقاطع تنزل بشكل منتظم كل أسبوع."],
    clarity: ["الخط صغير في بعض التصاميم ويصعب قراءته من الجوال."],
  },
  dissatisfied: {
    content: ["المعلومات مكررة ومنقولة، نريد شيئاً جديداً.", "الروابط في المنشورات القديمة لا تعمل."],
    clarity: ["المقطع طويل والفكرة كانت تكفيها دقيقة."],
  },
};
