import type { WayPlan } from "#server/demo/way/story.ts";

/** Requests for support in psychological crises: sealed, so that only their months are counted. */
export const AMAL_WAY: WayPlan = {
  id: "amal",
  season: "always",
  channels: { online: "website", phone: "phone", interview: "interview", letter: "letter", "walk-in": "assistance" },
  services: [
    {
      service: "support-request",
      requests: 116,
      kinds: { "person-in-care": 1 },
      women: 0.56,
      ways: { phone: 52, interview: 26, "walk-in": 20, letter: 2 },
      online: [0.3, 0.62],
      fates: { delivered: 66, refused: 22, withdrawn: 12 },
      unmet: {},
      documents: { identity: 1 },
      branches: { الرياض: 66, الدمام: 34 },
    },
  ],
  arranged: [
    { service: "support-request", stop: { step: "documents", days: 1.3 }, way: "online" },
    { service: "support-request", stop: { step: "clarification", days: 1.2 }, way: "phone" },
    { service: "support-request", stop: { step: "eligibility", days: 0.9 }, way: "online" },
    { service: "support-request", stop: { step: "committee", days: 5 } },
    { service: "support-request", stop: { step: "committee", days: 17 } },
    { service: "support-request", stop: { step: "delivery", days: 2 } },
  ],
  contacts: 460,
  complaints: 40,
  openComplaints: 11,
};
