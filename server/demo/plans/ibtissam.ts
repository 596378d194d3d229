import type { AssociationPlan, ServicePlan } from "#server/demo/plan.ts";

const SURVIVORS = { kinds: { survivor: 100 }, audience: "none" } as const satisfies Partial<ServicePlan>;

/** People in care after trafficking: few, sealed, in many languages; most cells must be withheld. */
export const IBTISSAM: AssociationPlan = {
  id: "ibtissam",
  season: "always",
  branches: { الرياض: 72, جدة: 28 },
  branchEffect: {},
  languages: { ar: 30, en: 14, am: 16, tl: 12, bn: 9, id: 8, ur: 4, hi: 3, sw: 2, ti: 2 },
  invitedBy: { link: 1 },
  services: [
    {
      id: "reception",
      deliveries: 340,
      open: { kiosk: 46, qr: 18 },
      satisfaction: 4.0,
      channels: { phone: 58, office: 34, website: 8 },
      ...SURVIVORS,
    },
    {
      id: "psychological",
      deliveries: 440,
      open: { kiosk: 40, qr: 14 },
      satisfaction: 4.1,
      channels: { office: 100 },
      ...SURVIVORS,
    },
    {
      id: "social-care",
      deliveries: 400,
      open: { kiosk: 34, qr: 12 },
      satisfaction: 3.9,
      channels: { office: 88, phone: 12 },
      ...SURVIVORS,
    },
    {
      id: "shelter",
      deliveries: 150,
      open: { kiosk: 28 },
      satisfaction: 3.75,
      channels: { office: 100 },
      ...SURVIVORS,
    },
    {
      id: "programmes",
      deliveries: 260,
      open: { kiosk: 30, qr: 8 },
      satisfaction: 4.2,
      channels: { office: 100 },
      ...SURVIVORS,
    },
    {
      id: "follow-up",
      deliveries: 26,
      open: { phone: 6 },
      satisfaction: 3.8,
      channels: { phone: 70, letter: 30 },
      ...SURVIVORS,
    },
  ],
  points: [
    { service: "reception", channel: "office", branch: "الرياض", label: "الاستقبال" },
    { service: "psychological", channel: "office", branch: "الرياض", label: "غرفة الانتظار الأولى" },
    { service: "social-care", channel: "office", branch: "الرياض", label: "غرفة الانتظار الثانية" },
    { service: "follow-up", channel: "phone", branch: "الرياض", label: "رمز التقييم العام" },
    { service: "programmes", channel: "office", branch: "الرياض", label: "قاعة البرامج" },
    { service: "shelter", channel: "office", branch: "الرياض", label: "الدار" },
  ],
};
