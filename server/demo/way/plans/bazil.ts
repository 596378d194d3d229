import type { WayPlan } from "#server/demo/way/story.ts";

/** Pilgrims ask Bazil for support at its desks and by phone, in the seasons above all. */
export const BAZIL_WAY: WayPlan = {
  id: "bazil",
  season: "pilgrimage",
  channels: { online: "website", phone: "phone", interview: "interview", letter: "letter", "walk-in": "assistance" },
  services: [
    {
      service: "support-request",
      requests: 104,
      kinds: { "umrah-performer": 62, pilgrim: 38 },
      women: 0.42,
      ways: { "walk-in": 46, interview: 22, phone: 26, letter: 6 },
      online: [0.22, 0.58],
      fates: { delivered: 70, refused: 24, withdrawn: 10, redirected: 5 },
      unmet: {},
      documents: { identity: 1 },
      branches: { "مكة المكرمة": 70, "المدينة المنورة": 20, جدة: 10 },
    },
  ],
  arranged: [
    { service: "support-request", stop: { step: "documents", days: 1.2 }, way: "online" },
    { service: "support-request", stop: { step: "clarification", days: 1.5 }, way: "phone" },
    { service: "support-request", stop: { step: "eligibility", days: 0.8 }, way: "online" },
    { service: "support-request", stop: { step: "committee", days: 6 } },
    { service: "support-request", stop: { step: "committee", days: 18 } },
    ...[0.9, 1.2, 1.4, 2, 2.2, 3].map((days) => ({ service: "support-request", stop: { step: "registration", days } })),
    { service: "support-request", stop: { step: "delivery", days: 2 } },
    {
      service: "support-request",
      fate: "refused",
      openedDaysAgo: 27,
      decisionDays: 8,
      objection: "open",
      way: "online",
    },
  ],
  contacts: 520,
  complaints: 26,
  openComplaints: 6,
};
