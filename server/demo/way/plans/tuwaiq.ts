import type { WayPlan } from "#server/demo/way/story.ts";

const BY_PEOPLE = { phone: 46, interview: 30, "walk-in": 24 };

/** Applying is electronic at Tuwaiq, mostly; whoever needs something else is sent to who has it. */
export const TUWAIQ_WAY: WayPlan = {
  id: "tuwaiq",
  season: "evenings",
  channels: { online: "website", phone: "phone", interview: "interview", letter: "phone", "walk-in": "interview" },
  services: [
    {
      service: "training",
      requests: 128,
      kinds: { "job-seeker": 1 },
      women: 0.48,
      ways: BY_PEOPLE,
      online: [0.66, 0.93],
      fates: { delivered: 57, refused: 10, "not-eligible": 17, withdrawn: 7, redirected: 14 },
      unmet: { "target-group": 30, age: 26, qualification: 24, employment: 20 },
      documents: { "national-id": 24, "national-address": 34, cv: 14, qualification: 14, "status-proof": 14 },
      branches: { الرياض: 64, الخرج: 16, الدرعية: 11, المجمعة: 9 },
    },
    {
      service: "partner-capacity",
      requests: 26,
      kinds: { association: 76, "non-profit": 24 },
      women: 0.4,
      ways: BY_PEOPLE,
      online: [0.5, 0.9],
      fates: { delivered: 66, refused: 10, "not-eligible": 20, withdrawn: 4 },
      unmet: { "target-group": 50, licensed: 50 },
      documents: { licence: 60, authorisation: 40 },
      branches: { الرياض: 50, جدة: 20, الدمام: 16, حائل: 14 },
    },
  ],
  arranged: [
    { service: "training", stop: { step: "documents", days: 1.4 }, way: "online", missing: "national-address" },
    { service: "training", stop: { step: "documents", days: 0.8 }, way: "online" },
    { service: "training", stop: { step: "eligibility", days: 0.9 }, way: "online" },
    { service: "training", stop: { step: "committee", days: 4 } },
    { service: "training", stop: { step: "committee", days: 9 } },
    { service: "training", stop: { step: "committee", days: 16 } },
    { service: "partner-capacity", stop: { step: "committee", days: 19 } },
    ...[1, 1.3, 2, 3, 4.1, 5].map((days) => ({ service: "training", stop: { step: "registration", days } })),
    { service: "training", stop: { step: "delivery", days: 4 } },
    { service: "training", fate: "refused", openedDaysAgo: 26, decisionDays: 7, objection: "open", way: "online" },
  ],
  contacts: 620,
  complaints: 24,
  openComplaints: 6,
};
