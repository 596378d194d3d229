import { expect, test } from "vitest";
import { createNameFinder } from "#server/comments/find-names.ts";

const names = createNameFinder(["نورة العتيبي", "أمل الحربي", "Khalid Al-Zahrani", "فهد"]);

test.each([
  "الموظفة نورة تأخرت علي",
  "نوره العتيبي لم ترد على اتصالي",
  "نُورَة كانت لطيفة",
  "قابلت الأستاذة هيفاء في الفرع",
  "شكرا للأستاذ فهد",
  "تعامل د. سامي ممتاز",
  "والدكتورة ليلى ممتازة",
  "أمل الحربي لم تسمعني",
  "Khalid was late",
  "Mr Ahmed never called back",
  "الموظف خالد رفع صوته",
])("a text that names somebody is found: %s", (text) => expect(names(text)).toBe(true));

test.each([
  "كلي أمل أن تتحسن الخدمة",
  "الموظفة لطيفة جدا والاستقبال ممتاز",
  "الموظف كان متعاونا",
  "الخدمة ممتازة والانتظار طويل",
  "الأخصائية شرحت كل شيء",
  "لم أجد موقفا قرب الفرع",
  "Very helpful staff, thank you",
  "",
])("a text that names nobody passes: %s", (text) => expect(names(text)).toBe(false));

test("a text of a million letters is read at once", () => {
  const started = performance.now();
  names("الأستاذ ".repeat(125_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});
