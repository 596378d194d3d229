import type { Role } from "#server/accounts/roles.ts";

/** Colleagues who do not sign in at the demonstration; the last of each association has not confirmed the policy yet. */
export const COLLEAGUES: Readonly<Record<string, readonly { readonly role: Role; readonly name: string }[]>> = {
  yusr: [
    { role: "officer", name: "أمل الرياحيني" },
    { role: "officer", name: "سعود المرجعي" },
    { role: "researcher", name: "نوال الغيثي" },
    { role: "clinician", name: "رزان الوميضي" },
    { role: "officer", name: "تركي البيرقي" },
  ],
  ibtissam: [
    { role: "clinician", name: "أروى الندوي" },
    { role: "officer", name: "جميلة السدري" },
    { role: "researcher", name: "منى الأصيلي" },
  ],
  tuwaiq: [
    { role: "projects", name: "عبدالله الرواسي" },
    { role: "officer", name: "ريناد الفسيحي" },
    { role: "quality", name: "ماجد السنامي" },
    { role: "officer", name: "شهد المعالي" },
  ],
  bazil: [
    { role: "officer", name: "إدريس الضيافي" },
    { role: "officer", name: "مريم السقائي" },
    { role: "quality", name: "طارق الموكبي" },
  ],
  amal: [
    { role: "clinician", name: "سحر النوراني" },
    { role: "officer", name: "بسمة الهادئي" },
    { role: "researcher", name: "فيصل السكيني" },
  ],
};

/** Units that have not been given their copy. */
export const WITHOUT_COPY: Readonly<Record<string, string>> = { yusr: "finance", tuwaiq: "media", amal: "research" };
