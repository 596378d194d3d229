import type { DrawnPerson } from "#server/demo/way/draw-person.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import type { Random } from "#server/demo/random.ts";
import type { Json } from "#surveys/form.ts";

export type Applicant = DrawnPerson & {
  readonly kind: string;
  /** The condition that is not met, if one is. */
  readonly unmet: string | undefined;
  /** "widowed" or "divorced" where the form asks and it is arranged. */
  readonly marital?: string | undefined;
};

type Draw = (random: Random, applicant: Applicant) => Readonly<Record<string, Json>>;

const residency = (random: Random, { unmet }: Applicant) =>
  unmet === "lawful-residence" ? "other" : random.choose({ saudi: 86, resident: 14 });
const evaluates = ({ unmet }: Applicant) => (unmet === "evaluates-afterwards" ? "no" : "yes");

/** What people write into each application, valid by its own check. */
const DRAWS: Readonly<Record<string, Draw>> = {
  "apply-consultation": (random, one) => ({
    residency: residency(random, one),
    "consultation-kind": random.choose({
      marital: 34,
      parenting: 24,
      psychological: 18,
      social: 14,
      behaviour: 7,
      "play-therapy": 3,
    }),
    place: random.choose({ remote: 55, branch: 45 }),
    "evaluate-after": evaluates(one),
  }),
  "apply-awareness": (random, one) => ({
    residency: residency(random, one),
    meeting: pick(random, ["الحوار بين الزوجين", "المراهقة والأجهزة الذكية", "ميزانية الأسرة", "قبل الزواج"]),
    "evaluate-after": evaluates(one),
  }),
  "apply-skills": (random, one) => ({
    residency: residency(random, one),
    "marital-status":
      one.unmet === "divorced-or-widowed" ? "other" : (one.marital ?? random.choose({ divorced: 68, widowed: 32 })),
    programme: pick(random, ["الخياطة والتفصيل", "إعداد الحلويات", "التسويق الإلكتروني", "التصوير المنزلي"]),
    "evaluate-after": evaluates(one),
  }),
  "apply-shaml": (random, { unmet }) => ({
    referral: unmet === "referred-or-lawful" ? "self" : random.choose({ court: 62, "civil-rights": 14, self: 24 }),
    "order-kind": random.choose({ visitation: 40, contact: 45, custody: 15 }),
    "execution-request": unmet === "execution-request" ? "no" : "yes",
    residency: random.choose({ saudi: 90, resident: 10 }),
    "other-party-residency": unmet === "referred-or-lawful" ? "other" : random.choose({ saudi: 90, resident: 10 }),
  }),
  "apply-protection": (random, { unmet }) => ({
    "report-by":
      unmet === "formal-report"
        ? "individual"
        : random.choose({ "centre-1919": 52, police: 22, hospital: 16, school: 10 }),
  }),
  "apply-training": (random, { unmet }) => ({
    "target-group": unmet === "target-group" ? "other" : "job-seeker",
    age: unmet === "age" ? Math.round(random.between(46, 58)) : Math.round(random.between(20, 38)),
    qualification:
      unmet === "qualification"
        ? "below-secondary"
        : random.choose({ secondary: 30, diploma: 28, bachelor: 38, higher: 4 }),
    employment: unmet === "employment" ? "employed" : "seeking",
    "supported-status": random.choose({ none: 82, "social-security": 11, disability: 4, orphan: 3 }),
    programme: pick(random, ["تحليل البيانات", "خدمة العملاء", "إدارة المشاريع", "المحاسبة العملية"]),
  }),
  "apply-organisation": (random, { unmet, kind }) => ({
    organisation: pick(random, ["جمعية بشائر الخير التجريبية", "جمعية روافد التجريبية", "مؤسسة إثراء الحي التجريبية"]),
    "target-group": unmet === "target-group" ? "other" : kind,
    licensed: unmet === "licensed" ? "no" : "yes",
    need: pick(random, ["تدريب العاملين على إدارة البرامج.", "بناء نظام لقياس الأثر.", "تأهيل فريق المتطوعين."]),
  }),
  "support-request": (random) => ({
    "support-kind": random.choose({ guidance: 38, social: 26, "in-kind": 28, other: 8 }),
  }),
};

/** The answers of one application. Throws for a form that nobody has described here. */
export function drawApplication(form: string, random: Random, applicant: Applicant): Readonly<Record<string, Json>> {
  const draw = DRAWS[form];
  if (!draw) throw new Error(`nobody has said how "${form}" is answered at the demonstration`);
  return { "full-name": applicant.name, mobile: applicant.phone, ...draw(random, applicant) };
}
