/** Partner associations with made-up names; the first two are those whose people sign in (`found-partners.ts`). */
export const OTHER_PARTNERS = [
  {
    key: "najran",
    name: "جمعية سواعد الخير بنجران",
    region: "najran",
    field: "تأهيل الباحثين عن عمل",
    person: "مسفر السواعدي",
  },
  {
    key: "tabuk",
    name: "جمعية مدارج المعرفة بتبوك",
    region: "tabuk",
    field: "التعليم المساند",
    person: "هند المدارجي",
  },
  { key: "asir", name: "جمعية قمم العطاء بعسير", region: "asir", field: "التنمية الريفية", person: "علي القممي" },
  {
    key: "north",
    name: "جمعية شمال التمكين بعرعر",
    region: "northern-borders",
    field: "تمكين المرأة",
    person: "منيرة الشمالي",
  },
  {
    key: "qassim",
    name: "جمعية غراس المهارة ببريدة",
    region: "qassim",
    field: "التدريب المهني",
    person: "خالد الغراسي",
  },
  { key: "jawf", name: "جمعية ضفاف الجوف التنموية", region: "jawf", field: "التنمية المحلية", person: "دلال الضفافي" },
  { key: "bahah", name: "جمعية أفق الباحة للشباب", region: "bahah", field: "خدمة الشباب", person: "سلطان الأفقاني" },
  { key: "makkah", name: "جمعية رواق البيان بمكة", region: "makkah", field: "خدمة المجتمع", person: "أحمد الرواقي" },
  {
    key: "eastern",
    name: "جمعية مرافئ الشرق بالدمام",
    region: "eastern",
    field: "ريادة الأعمال الاجتماعية",
    person: "لولوة المرافئي",
  },
  { key: "madinah", name: "جمعية نخيل المدينة للأسر", region: "madinah", field: "رعاية الأسر", person: "وائل النخيلي" },
] as const;

export const MEMBERS = ["مشاعل السحابي", "نواف الكثيبي", "سارة الغديري", "ماهر العقيقي"] as const;

export const STUDY_NOTES: Readonly<Record<string, readonly [string, string]>> = {
  field: ["مجال الجمعية قريب من البرنامج، ومنسوبوها يعملون فيه.", "المجال مختلف، ويلزم توضيح الصلة."],
  beneficiaries: ["العدد المتوقع موثق بقوائم التسجيل.", "العدد تقديري ويحتاج إلى توثيق."],
  readiness: ["القاعات والمنسق متوفرة.", "لا توجد قاعة مجهزة، ويمكن التنفيذ عن بعد."],
  fit: ["يوافق مسار تمكين الجمعيات في الخطة التشغيلية.", "يوافق الخطة جزئيًا."],
};

export const ACCEPTED_BECAUSE = [
  "منطقة ذات احتياج مرتفع ولم تستفد من قبل، والدراسة تبيّن جاهزية جيدة.",
  "أثر الشراكة السابقة موثق، والبرنامج يكمل ما بدأته.",
  "العدد المتوقع كبير والجهة جاهزة للتنفيذ خلال شهر.",
] as const;
export const OVERRIDE_BECAUSE =
  "الطلب المتقدم عليه في الترتيب ينتظر استكمال بياناته، ورأت اللجنة ألا تتأخر الخدمة عن المنطقة.";

export const DUTIES = {
  association: "تقديم البرنامج التدريبي ومواده، وتعيين منسق، والرد على استفسارات الجهة خلال ثلاثة أيام عمل.",
  partner: "ترشيح المشاركين، وتوفير القاعة أو الاتصال، ورفع تقرير أثر كل ثلاثة أشهر مع شواهده.",
} as const;

export const NARRATIVES = [
  "نُفّذت الورش المخطط لها بحضور جيد، وطبّق المشاركون ما تعلموه في مشاريع صغيرة داخل الجمعية.",
  "تقدم العمل وفق الخطة، وتأخرت ورشة واحدة بسبب الإجازة ثم أُقيمت لاحقًا.",
  "لمسنا تحسنًا في تنظيم العمل، ونحتاج إلى دعم إضافي في القياس.",
] as const;
export const EVIDENCE = [
  "كشوف الحضور ونتائج الاختبار القبلي والبعدي.",
  "سجل الأعمال المنجزة في الجمعية.",
  "استبانة المشاركين بعد البرنامج.",
] as const;
export const DELIVERED = [
  "ورشة إدارة المشاريع",
  "استشارة في بناء الخطة التشغيلية",
  "ورشة قياس الأثر",
  "تدريب مدربين",
  "دليل إجراءات العمل",
] as const;

/** Indicators of an agreement; the second is better when lower. */
export const INDICATORS = [
  { name: "نسبة من أتقن المهارة", unit: "٪", baseline: 40, target: 80, better: "higher" },
  { name: "متوسط أيام إنجاز المعاملة", unit: "يوم", baseline: 20, target: 10, better: "lower" },
  { name: "عدد المدربين المعتمدين", unit: "مدرب", baseline: 1, target: 5, better: "higher" },
] as const;
