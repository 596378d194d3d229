import type { Tone } from "#server/demo/comments/comment.ts";

/** Short words that fit any service; gratitude is common, and is a finding of its own (courtesy bias, METHODS 6.2). */
export const BRIEF_COMMENTS: Readonly<Record<Tone, readonly string[]>> = {
  satisfied: [
    "الله يعطيكم العافية.",
    "جزاكم الله خير وجعله في ميزان حسناتكم.",
    "لا يوجد، كل شيء ممتاز.",
    "شكراً من القلب.",
    "ما قصرتوا، بيّض الله وجيهكم.",
    "خدمة تستاهل الشكر.",
    "استمروا، الله يوفقكم.",
    "أفضل مما توقعت.",
  ],
  mixed: ["جيد، وممكن يكون أحسن.", "الخدمة حلوة بس تحتاج ترتيب.", "شكراً، ونتطلع للأفضل.", "في تحسن عن المرة اللي قبل."],
  dissatisfied: [
    "ما كانت مثل ما توقعت.",
    "نحتاج اهتمام أكثر.",
    "الفكرة طيبة لكن التنفيذ ضعيف.",
    "أتمنى تسمعون لملاحظاتنا.",
  ],
};
