import type { Random, Weights } from "#server/demo/random.ts";

/** Given names that thousands share, with family names that no family has. */
const WOMEN = [
  "ريم",
  "هدى",
  "سمية",
  "أروى",
  "مها",
  "عبير",
  "نوف",
  "سلمى",
  "بدور",
  "لمياء",
  "جواهر",
  "أمل",
  "خلود",
  "شروق",
];
const MEN = ["سالم", "ماجد", "ياسر", "بندر", "طلال", "حاتم", "زياد", "نايف", "أنس", "وليد", "عمار", "مازن", "رائد"];
const FATHERS = ["حامد", "سعيد", "منصور", "مبارك", "ناصر", "إبراهيم", "جابر", "عيسى", "مرزوق", "صابر"];
const FAMILIES = [
  "الياسميني",
  "السنبلي",
  "الغيماني",
  "النجمي",
  "الرمّاني",
  "المرجاني",
  "الضيائي",
  "الواحي",
  "الزعفراني",
  "الندوي",
  "الكهرماني",
  "المزناوي",
];

export type DrawnPerson = { readonly name: string; readonly phone: string };

/** Somebody who does not exist; the number begins as none in use does. */
export function drawPerson(random: Random, { women }: { women: number }): DrawnPerson {
  const given = pick(random, random.chance(women) ? WOMEN : MEN);
  const digits = Array.from({ length: 5 }, () => Math.floor(random.between(0, 10))).join("");
  return { name: `${given} ${pick(random, FATHERS)} ${pick(random, FAMILIES)}`, phone: `05000${digits}` };
}

export function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random.next() * values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

/** One of these with its share, else undefined. */
export function drawSome<T extends string>(random: Random, share: number, weights: Weights<T>): T | undefined {
  return random.chance(share) ? random.choose(weights) : undefined;
}
