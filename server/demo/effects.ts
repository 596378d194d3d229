import type { Mode } from "#policies/schema.ts";
import type { ServicePlan } from "#server/demo/plan.ts";
import type { Construct } from "#surveys/form.ts";

/** Share of the invited who answer in the end, by the way they are asked. */
export const RESPONSE_RATE: Readonly<Record<"link" | "phone" | "desk", number>> = {
  link: 0.255,
  phone: 0.47,
  desk: 0.63,
};

/** Multiplies the response rate: who came online answers online, who wrote a letter rarely does. */
export const RATE_BY_CHANNEL: Readonly<Record<string, number>> = {
  website: 1.25,
  social: 1.12,
  volunteering: 1.2,
  researcher: 1.1,
  interview: 1,
  branch: 0.95,
  phone: 0.85,
  assistance: 0.85,
  letter: 0.5,
};

/** Days between the invitation and the answer, on average. */
export const ANSWER_DELAY_DAYS: Readonly<Record<"link" | "phone" | "desk", number>> = {
  link: 2.4,
  phone: 4,
  desk: 0.25,
};

/** Share that thanks with the best answer to everything, whatever happened; larger where somebody looks on. */
export const COURTESY: Readonly<Record<Mode, number>> = { link: 0.2, qr: 0.13, kiosk: 0.26, phone: 0.36, desk: 0.43 };

/** Share of answers with a comment where the score is good; dissatisfied people write about twice as often. */
export const COMMENT_SHARE: Readonly<Record<Mode, number>> = {
  link: 0.17,
  qr: 0.15,
  kiosk: 0.02,
  phone: 0.22,
  desk: 0.1,
};

/** What the mode does to the score of those who are not merely courteous. */
export const MODE_EFFECT: Readonly<Record<Mode, number>> = { link: 0, qr: -0.12, kiosk: 0.05, phone: 0.12, desk: 0.2 };

export const CHANNEL_EFFECT: Readonly<Record<string, number>> = {
  interview: 0.12,
  office: 0.08,
  branch: 0.05,
  social: -0.05,
  phone: -0.08,
  website: -0.02,
  letter: -0.3,
};

/** How one thing is judged beside the whole, in points of a scale of five. */
export const CONSTRUCT_EFFECT: Readonly<Partial<Record<Construct, number>>> = {
  respect: 0.35,
  confidentiality: 0.35,
  safety: 0.15,
  quality: 0.12,
  relevance: 0.08,
  ease: -0.05,
  fairness: -0.1,
  clarity: -0.12,
  voice: -0.15,
  applied: -0.2,
  support: -0.2,
  needMet: -0.22,
  timeliness: -0.3,
  change: -0.3,
};

/** Part of a dip that falls on one construct: people waited, they were not treated with less respect. */
export const DIP_BY_CONSTRUCT: Readonly<Partial<Record<Construct, number>>> = {
  timeliness: 1.35,
  satisfaction: 1,
  recommendation: 1,
  ease: 0.9,
  needMet: 0.6,
  clarity: 0.35,
  quality: 0.3,
};
export const DIP_ELSEWHERE = 0.12;

/** How deep in its dip a service is, 0..1: it worsens over a quarter of the time, stays, and recovers as fast. */
export function dipAt(plan: ServicePlan, daysBefore: number): number {
  if (!plan.dip) return 0;
  const passed = (plan.dip.from - daysBefore) / (plan.dip.from - plan.dip.to);
  if (passed <= 0 || passed >= 1) return 0;
  return Math.min(1, passed / 0.25, (1 - passed) / 0.25);
}
