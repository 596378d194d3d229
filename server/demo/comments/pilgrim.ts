import type { CommentBook } from "#server/demo/comments/comment.ts";

/** Pilgrims and Umrah performers, by the language they answer in; other languages write nothing here. */
export const PILGRIM_COMMENTS: Readonly<Record<"ar" | "en" | "ur", CommentBook>> = {
  ar: {
    satisfied: {
      waiting: ["خدمونا بسرعة رغم الزحام، الله يتقبل منكم.", "الماء البارد وصلنا قبل ما نطلبه، جزاكم الله خيراً."],
      clarity: ["الإرشاد كان دقيق ووصلنا للباب الصحيح من أول مرة.", "الخريطة واللوحات ساعدتنا كثيراً."],
      respect: [
        "شباب بأخلاق عالية، حملوا أغراض الوالدة بدون ما نطلب.",
        "ابتسامة المتطوعين أزالت عنا تعب السفر.",
        "عاملوا والدي المسن كأنه والدهم، بارك الله فيهم.",
        "لا ينقصكم شيء، كتب الله أجركم وتقبل منا ومنكم.",
      ],
      place: ["نقطة الضيافة نظيفة ومظللة ومكانها مناسب."],
      followUp: ["تهت عن مجموعتي فبقوا معي حتى وجدت أهلي.", "ما تركونا حتى اطمأنوا أننا وصلنا الفندق."],
    },
    mixed: {
      waiting: ["الخدمة طيبة لكن انتظار العربة طال بعد العشاء.", "الزحام شديد بعد الصلاة ونحتاج نقاط أكثر."],
      clarity: ["نتمنى لوحات أكبر وبلغات أكثر عند الأبواب."],
      place: ["المكان جيد ويحتاج مظلات ومقاعد لكبار السن."],
      respect: ["المتطوعون رائعون، لكن عددهم قليل في الليل."],
    },
    dissatisfied: {
      waiting: ["انتظرنا العربة أكثر من ساعة ومعنا والدة مسنة.", "وصلنا نقطة السقيا وكانت الوجبات منتهية."],
      clarity: ["أرشدنا كل واحد إلى طريق مختلف ومشينا مسافة طويلة.", "لم نعرف أين نقطة التجمع ولا من نسأل."],
      place: ["مكان الانتظار تحت الشمس ولا توجد مقاعد."],
      followUp: ["أبلغنا عن فقدان حقيبة ولم يرجع لنا أحد."],
    },
  },
  en: {
    satisfied: {
      respect: [
        "The volunteers were so kind to my mother. May Allah reward them.",
        "Very friendly people, nothing to improve, thank you.",
      ],
      clarity: ["A young man walked with us all the way to the right gate. Excellent help."],
      waiting: ["Quick help even though it was very crowded."],
    },
    mixed: {
      waiting: ["Good service, but the wheelchair took a long time to come."],
      clarity: ["More signs in English near the gates would help a lot."],
    },
    dissatisfied: {
      waiting: ["We waited more than an hour for transport with an elderly person."],
      clarity: ["Nobody at the point spoke our language and we got lost again."],
    },
  },
  ur: {
    satisfied: {
      respect: ["رضاکاروں نے بہت محبت سے مدد کی، اللہ انہیں جزائے خیر دے۔", "والدہ کا بہت خیال رکھا گیا، بہت شکریہ۔"],
      clarity: ["راستہ بہت اچھی طرح سمجھایا اور دروازے تک ساتھ گئے۔"],
      waiting: ["ٹھنڈا پانی فوراً ملا، انتظام بہت اچھا تھا۔"],
    },
    mixed: {
      waiting: ["خدمت اچھی ہے مگر رش میں انتظار زیادہ کرنا پڑا۔"],
      clarity: ["اردو میں مزید بورڈ لگائے جائیں تو آسانی ہوگی۔"],
    },
    dissatisfied: {
      waiting: ["گاڑی کے لیے بہت دیر انتظار کرنا پڑا۔"],
      clarity: ["اردو بولنے والا کوئی نہیں تھا، بات سمجھنے میں مشکل ہوئی۔"],
    },
  },
};
