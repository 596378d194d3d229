import { toMatchKey } from "#server/deliveries/plain-text.ts";

/**
 * Says whether a text names one of these people, or anybody by title and name (clause C7b: evaluating is not for defamation).
 * Arabic is compared without vowels and forms of letters. It holds back rather too much: a person looks at what was held.
 */
export function createNameFinder(
  names: readonly string[],
  /** False looks for these people only. */
  { titles = true }: { titles?: boolean } = {},
): (text: string) => boolean {
  const people = names.map(wordsOf).filter((words) => words.some((word) => word.length > 1));
  const parts = new Set(people.flat().filter((word) => word.length > 2));
  const firsts = new Set(people.map(([first = ""]) => first).filter((word) => word.length > 2 && !COMMON.has(word)));
  return (text) => {
    const words = wordsOf(text);
    return words.some((word, index) => {
      const bare = bareOf(word);
      if (firsts.has(bare)) return true;
      const next = words[index + 1];
      if (next === undefined) return false;
      const after = TITLES.has(next) ? (words[index + 2] ?? "") : next;
      // Two parts of one person's name beside each other, as "Noura Al-Otaibi".
      if (parts.has(bare) && people.some((own) => own.includes(bare) && own.includes(next))) return true;
      if (titles && TITLES.has(bare)) return after !== "" && !isPlainWord(after);
      return JOBS.has(bare) && !PLAIN.has(after) && (parts.has(after) || (titles && GIVEN.has(after)));
    });
  };
}

function wordsOf(text: string): string[] {
  return toMatchKey(text)
    .split(" ")
    .filter((word) => word !== "" && word !== "ال");
}

/** A word without the one-letter particles that Arabic writes onto a title or a name. */
function bareOf(word: string): string {
  return /^[وفبلك]?(ال\S{3,})$/.exec(word)?.[1] ?? (/^لل\S{3,}$/.test(word) ? `ا${word.slice(1)}` : word);
}

const keys = (text: string) => new Set(text.split(/\s+/).map(toMatchKey));

/** After these a name follows. */
const TITLES = keys(
  "الأستاذ الأستاذة استاذ استاذة أستاذي الدكتور الدكتورة دكتور دكتورة المهندس المهندسة الشيخ الشيخة السيد السيدة mr mrs ms miss dr sheikh",
);
/** After these a name may follow; most of what follows is no name. */
const JOBS = keys(
  "الموظف الموظفة موظف موظفة الأخصائي الأخصائية الاخصائيه الباحث الباحثة المدرب المدربة المشرف المشرفة المسؤول المسؤولة المدير المديرة الأخ الأخت المرشد المرشدة المستشار المستشارة أبو أم د أ م employee officer trainer",
);
/** Names that are everyday words as well: alone they name nobody. */
const COMMON = keys(
  "علي أمل نور سعيد سعيدة جميل جميلة كريم كريمة صالح صالحة محسن فرح هدى رحمة إيمان ايمان وفاء سلام أمان حنان سعد منى رضا يسر وعد خير عادل ماجد رحيم شكر نعمة نجاح كفاح صبر may will hope grace faith joy test",
);
const GIVEN = keys(
  "محمد أحمد عبدالله عبدالرحمن عبدالعزيز خالد فهد سعود سلطان تركي فيصل ناصر علي حسن حسين عمر يوسف إبراهيم سعد سعيد ماجد بندر نايف طلال مشعل عبدالمجيد عبدالإله زياد وليد هاني سامي ياسر نورة نوره سارة مريم فاطمة عائشة هند ريم منى هدى أمل لطيفة الجوهرة منيرة موضي حصة شيخة عبير أسماء هيفاء رنا دانة لمى جواهر بدرية خلود سلمى ليلى زينب خديجة mohammed ahmed khalid sara noura fatima",
);
/** What may stand after a title without being a name. */
const PLAIN = keys(
  "كان كانت في من على عن مع الذي التي هو هي لم لا ما قد جدا ممتاز ممتازة رائع رائعة محترم محترمة متعاون متعاونة لطيف لطيفة طيب طيبة الكريم الكريمة الفاضل الفاضلة المحترم المحترمة تأخر تأخرت شرح شرحت المختص المختصة and was is were the who in of",
);
const isPlainWord = (word: string) => PLAIN.has(word) || /^\d+$/.test(word);
