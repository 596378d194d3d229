import type { AssociationPlan } from "#server/demo/plan.ts";

/** Psychological crises: sealed throughout, nobody is invited by name, one service is too small for any figure. */
export const AMAL: AssociationPlan = {
  id: "amal",
  season: "always",
  branches: { الرياض: 58, الدمام: 24, بريدة: 16, عرعر: 2 },
  branchEffect: {},
  languages: { ar: 98, en: 2 },
  invitedBy: { link: 1 },
  services: [
    {
      id: "psychological-support",
      deliveries: 2_500,
      open: { qr: 330, kiosk: 130 },
      satisfaction: 4.05,
      kinds: { "person-in-care": 94, staff: 6 },
      channels: { interview: 56, phone: 26, website: 14, social: 4 },
      audience: "none",
    },
    {
      id: "crisis-line",
      deliveries: 1_600,
      open: { qr: 210, phone: 60 },
      satisfaction: 3.85,
      kinds: { "person-in-care": 100 },
      channels: { phone: 92, social: 8 },
      audience: "none",
    },
    {
      id: "social-research",
      deliveries: 520,
      open: { qr: 60, kiosk: 30 },
      satisfaction: 3.95,
      kinds: { "person-in-care": 100 },
      channels: { interview: 60, phone: 32, branch: 8 },
      audience: "none",
    },
    {
      id: "support-request",
      deliveries: 60,
      open: { qr: 7 },
      satisfaction: 3.8,
      kinds: { "person-in-care": 100 },
      channels: { assistance: 70, letter: 30 },
      audience: "none",
    },
  ],
  points: [
    { service: "psychological-support", channel: "interview", branch: "الرياض", label: "الاستقبال، الرياض" },
    { service: "psychological-support", channel: "interview", branch: "الدمام", label: "الاستقبال، الدمام" },
    { service: "crisis-line", channel: "phone", branch: "الرياض", label: "رمز التقييم العام" },
    { service: "social-research", channel: "interview", branch: "الرياض", label: "مكتب البحث، الرياض" },
    { service: "support-request", channel: "assistance", branch: "الرياض", label: "مكتب الطلبات" },
  ],
};
