import { z } from "zod";
import type { BilingualText } from "#policies/text.ts";
import { MILESTONE_MEASURES } from "#analytics/milestones.ts";
import { DERIVED_MEASURES, KEY_COLUMNS, MEASURES } from "#analytics/schema/columns.ts";
import type { Measure, WayMeasure } from "#analytics/schema/columns.ts";

/** By what numbers can be broken down and filtered; each is the column of the same name. */
export const DimensionId = z.enum(KEY_COLUMNS);
export type DimensionId = z.infer<typeof DimensionId>;

/** `measures`: what of the data carries the dimension; a metric of anything else has no number by it. */
export type Dimension = {
  readonly id: DimensionId;
  readonly label: BilingualText;
  /** What a key of the dimension is, for whoever reads it raw. */
  readonly description: BilingualText;
  /** What it tells apart. No dimension is of `staff`: evaluation is for correction and development (clause C7b). */
  readonly of: "service" | "beneficiary" | "evaluation" | "way" | "staff";
  readonly measures: readonly (Measure | WayMeasure)[];
};

const WAY: readonly WayMeasure[] = [...MILESTONE_MEASURES, ...DERIVED_MEASURES];
const EVERYTHING: readonly (Measure | WayMeasure)[] = [...MEASURES, ...WAY];
const DELIVERED: readonly (Measure | WayMeasure)[] = [...MEASURES, "delivery-by-place", "invitation-wait"];

const ASKED = MEASURES.filter((measure) => measure !== "delivery");
const GIVEN: readonly Measure[] = ["response", "participation", "answer"];
const SCORED: readonly Measure[] = ["answer"];

export const DIMENSIONS: Readonly<Record<DimensionId, Dimension>> = {
  service: {
    id: "service",
    of: "service",
    label: { ar: "الخدمة", en: "Service" },
    description: { ar: "الخدمة التي قُدمت، كما في السياسة", en: "The service delivered, by its id in the policy" },
    measures: EVERYTHING,
  },
  channel: {
    id: "channel",
    of: "way",
    label: { ar: "قناة التواصل", en: "Channel" },
    description: {
      ar: "كيف وصل المستفيد إلى الجمعية؛ فارغة إذا لم يذكرها السجل",
      en: "How the person reached the association; empty when the register does not say",
    },
    measures: EVERYTHING,
  },
  mode: {
    id: "mode",
    of: "evaluation",
    label: { ar: "طريقة التقييم", en: "Mode" },
    description: {
      ar: "كيف أُجيب التقييم: رابط أو رمز أو جهاز أو هاتف أو مكتب",
      en: "How the evaluation was answered: link, qr, kiosk, phone or desk",
    },
    measures: ASKED,
  },
  branch: {
    id: "branch",
    of: "service",
    label: { ar: "الفرع أو المنطقة", en: "Branch or region" },
    description: { ar: "الفرع أو المنطقة كما في السجل", en: "The branch or region as the register has it" },
    measures: DELIVERED,
  },
  kind: {
    id: "kind",
    of: "beneficiary",
    label: { ar: "فئة المستفيد", en: "Kind of beneficiary" },
    description: { ar: "فئة أصحاب العلاقة، كما في السياسة", en: "The kind of stakeholder, by its id in the policy" },
    measures: EVERYTHING,
  },
  form: {
    id: "form",
    of: "evaluation",
    label: { ar: "النموذج", en: "Form" },
    description: { ar: "نموذج التقييم", en: "The evaluation form, by its id" },
    measures: ASKED,
  },
  language: {
    id: "language",
    of: "beneficiary",
    label: { ar: "لغة الإجابة", en: "Language" },
    description: { ar: "اللغة التي أُجيب بها", en: "The language of the answers" },
    measures: GIVEN,
  },
  item: {
    id: "item",
    of: "evaluation",
    label: { ar: "السؤال", en: "Item" },
    description: {
      ar: "السؤال برمزه في بنك الأسئلة، وإلا فالنموذج ثم السؤال",
      en: "The item by its id in the bank, else form/item",
    },
    measures: SCORED,
  },
  construct: {
    id: "construct",
    of: "evaluation",
    label: { ar: "البُعد", en: "Construct" },
    description: { ar: "ما يقيسه السؤال؛ فارغ إذا لم يُحدد", en: "What the item measures; empty when it does not say" },
    measures: SCORED,
  },
  step: {
    id: "step",
    of: "way",
    label: { ar: "الخطوة", en: "Step" },
    description: {
      ar: "الخطوة أو المهلة من مسار السياسة، كما في السياسة",
      en: "The step or clock of the policy's journey, as journey/step; the round of a follow-up",
    },
    measures: WAY,
  },
  outcome: {
    id: "outcome",
    of: "way",
    label: { ar: "ما آل إليه", en: "Outcome" },
    description: {
      ar: "ما آل إليه الأمر، أو نوعه حيث لا مآل له",
      en: "What came of it, or its kind where nothing does; see the measure",
    },
    measures: WAY,
  },
  place: {
    id: "place",
    of: "service",
    label: { ar: "مكان تقديم الخدمة", en: "Place" },
    description: {
      ar: "أين قُدمت الخدمة: عن بُعد أو في الفرع أو المنزل أو الموقع؛ فارغ إذا لم يذكره السجل",
      en: "Where the service was given: remote, branch, home or site; empty when the register does not say",
    },
    measures: ["delivery-by-place"],
  },
};
