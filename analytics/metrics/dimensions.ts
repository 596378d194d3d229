import { z } from "zod";
import type { BilingualText } from "#policies/text.ts";
import { DIMENSION_COLUMNS, MEASURES } from "#analytics/schema/columns.ts";
import type { Measure } from "#analytics/schema/columns.ts";

/** By what numbers can be broken down and filtered; each is the column of the same name. */
export const DimensionId = z.enum(DIMENSION_COLUMNS);
export type DimensionId = z.infer<typeof DimensionId>;

/** `measures`: what of the data carries the dimension; a metric of anything else has no number by it. */
export type Dimension = {
  readonly id: DimensionId;
  readonly label: BilingualText;
  /** What a key of the dimension is, for whoever reads it raw. */
  readonly description: BilingualText;
  readonly measures: readonly Measure[];
};

const ASKED = MEASURES.filter((measure) => measure !== "delivery");
const GIVEN: readonly Measure[] = ["response", "participation", "answer"];
const SCORED: readonly Measure[] = ["answer"];

export const DIMENSIONS: Readonly<Record<DimensionId, Dimension>> = {
  service: {
    id: "service",
    label: { ar: "الخدمة", en: "Service" },
    description: { ar: "الخدمة التي قُدمت، كما في السياسة", en: "The service delivered, by its id in the policy" },
    measures: MEASURES,
  },
  channel: {
    id: "channel",
    label: { ar: "قناة التواصل", en: "Channel" },
    description: {
      ar: "كيف وصل المستفيد إلى الجمعية؛ فارغة إذا لم يذكرها السجل",
      en: "How the person reached the association; empty when the register does not say",
    },
    measures: MEASURES,
  },
  mode: {
    id: "mode",
    label: { ar: "طريقة التقييم", en: "Mode" },
    description: {
      ar: "كيف أُجيب التقييم: رابط أو رمز أو جهاز أو هاتف أو مكتب",
      en: "How the evaluation was answered: link, qr, kiosk, phone or desk",
    },
    measures: ASKED,
  },
  branch: {
    id: "branch",
    label: { ar: "الفرع أو المنطقة", en: "Branch or region" },
    description: { ar: "الفرع أو المنطقة كما في السجل", en: "The branch or region as the register has it" },
    measures: MEASURES,
  },
  kind: {
    id: "kind",
    label: { ar: "فئة المستفيد", en: "Kind of beneficiary" },
    description: { ar: "فئة أصحاب العلاقة، كما في السياسة", en: "The kind of stakeholder, by its id in the policy" },
    measures: MEASURES,
  },
  form: {
    id: "form",
    label: { ar: "النموذج", en: "Form" },
    description: { ar: "نموذج التقييم", en: "The evaluation form, by its id" },
    measures: ASKED,
  },
  language: {
    id: "language",
    label: { ar: "لغة الإجابة", en: "Language" },
    description: { ar: "اللغة التي أُجيب بها", en: "The language of the answers" },
    measures: GIVEN,
  },
  item: {
    id: "item",
    label: { ar: "السؤال", en: "Item" },
    description: {
      ar: "السؤال برمزه في بنك الأسئلة، وإلا فالنموذج ثم السؤال",
      en: "The item by its id in the bank, else form/item",
    },
    measures: SCORED,
  },
  construct: {
    id: "construct",
    label: { ar: "البُعد", en: "Construct" },
    description: { ar: "ما يقيسه السؤال؛ فارغ إذا لم يُحدد", en: "What the item measures; empty when it does not say" },
    measures: SCORED,
  },
};
