import type { JourneyView, RequestView } from "#web/api/requests.ts";

const name = (ar: string) => ({ ar, en: ar });

type Way = JourneyView["outcomes"][number];

/** A way out that the reader may take, with everything there; `overrides` replace parts. */
export function makeWay(id: string, overrides: Partial<Way> = {}): Way {
  const parts = { isMine: true, isEnd: false, isAnytime: false, needs: [], missing: [], asks: [] };
  return { id, name: name(id), by: ["officer"], ...parts, ...overrides };
}

export const DOCUMENT: RequestView["documents"][number] = {
  ...{ rule: "identity", name: name("الهوية"), isNeeded: true, expires: true },
  ...{ accepts: ["pdf", "jpeg"], megabytes: 5, state: "missing" },
};

/** A request at the step of its documents; `overrides` replace parts. */
export function makeRequest(overrides: Partial<RequestView> = {}, ways: readonly Way[] = []): RequestView {
  const journeyView: JourneyView = {
    ...{ id: "request", name: name("طلب"), endings: [{ id: "refused", name: name("لم يُقبل الطلب") }] },
    steps: [
      { id: "reception", name: name("استقبال الطلب"), clause: "C11", by: ["officer"], state: "done" },
      { id: "documents", name: name("المستندات"), clause: "C12", by: ["officer", "researcher"], state: "now" },
      { id: "committee", name: name("اللجنة"), clause: "C15", by: ["committee"], state: "ahead" },
    ],
    moves: [{ id: "complete", name: name("اكتملت المستندات") }],
    ...{ outcomes: ways, proven: [], sentAt: null, returnedAt: null, clocks: [] },
  };
  return {
    ...{ id: "0".repeat(32), service: "skills", channel: "interview", kind: "family", way: "walk-in", openedAt: 0 },
    ...{ journey: "request", step: "documents", ending: null, since: 0, seq: 3, name: "نورة", waitingDocuments: 0 },
    ...{ isOverdue: false, person: { name: "نورة", phone: "" }, language: "ar", answers: [], journeyView },
    ...{ history: [], eligibility: { state: "eligible", unmet: [], unreadable: [] }, documents: [], declarations: [] },
    ...{
      notices: [],
      reviewDueOn: null,
      isDeclarationDue: false,
      correctable: null,
      followLink: "",
      evaluationLink: null,
    },
    ...overrides,
  };
}
