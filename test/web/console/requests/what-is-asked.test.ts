import { describe, expect, it } from "vitest";
import { toBring, whatIsAsked } from "#web/console/requests/what-is-asked.ts";
import { DOCUMENT, makeRequest, makeWay } from "#test/web/console/requests/made-up-request.ts";

const missing = (need: "documents" | "eligible" | "ineligible" | "interview" | "declaration") => ({
  needs: [need],
  missing: [{ need, by: ["officer" as const] }],
});
const BOTH = [makeWay("eligible", missing("eligible")), makeWay("not-eligible", missing("ineligible"))];

describe("what is asked of whoever works on a request", () => {
  it("is to verify what has come, and only to wait where nothing has", () => {
    const ways = [makeWay("complete", missing("documents")), makeWay("unclear", { asks: ["reason"] })];
    const waiting = { ...DOCUMENT, state: "waiting" as const };
    expect(whatIsAsked(makeRequest({ documents: [DOCUMENT] }, ways))).toBe("missing");
    expect(whatIsAsked(makeRequest({ documents: [waiting, { ...DOCUMENT, rule: "deed" }] }, ways))).toBe("verify");
    const notNeeded = { ...waiting, isNeeded: false };
    expect(whatIsAsked(makeRequest({ documents: [notNeeded, DOCUMENT] }, ways))).toBe("missing");
    expect(whatIsAsked(makeRequest({}, [makeWay("complete", { needs: ["documents"] })]))).toBe("documentsReady");
  });

  it("never guesses a condition that cannot be read", () => {
    expect(whatIsAsked(makeRequest({}, BOTH))).toBe("judge");
    const eligibility = { state: "unknown" as const, unmet: [], unreadable: [] };
    expect(whatIsAsked(makeRequest({ eligibility }, BOTH))).toBe("unknown");
  });

  it("follows what was found, once it was", () => {
    const request = makeRequest({}, [
      BOTH[0] ?? makeWay("eligible"),
      makeWay("not-eligible", { needs: ["ineligible"] }),
    ]);
    const journeyView = { ...request.journeyView, proven: ["ineligible" as const] };
    expect(whatIsAsked({ ...request, journeyView })).toBe("ineligible");
  });

  it("is the declaration before all else, and the delivery at the end", () => {
    expect(whatIsAsked(makeRequest({}, [makeWay("submitted", missing("declaration"))]))).toBe("declaration");
    expect(whatIsAsked(makeRequest({}, [makeWay("delivered", { needs: ["delivery"], asks: ["delivery"] })]))).toBe(
      "delivery",
    );
    const leaves = makeWay("withdrawn", { isAnytime: true, ...missing("interview") });
    expect(whatIsAsked(makeRequest({}, [makeWay("registered"), leaves]))).toBe("move");
  });

  it("counts a rejected or expired document among those to bring, and one that waits for us not", () => {
    const states = ["missing", "waiting", "verified", "rejected", "expired"] as const;
    const documents = states.map((state) => ({ ...DOCUMENT, rule: state, state }));
    expect(toBring(documents).map(({ rule }) => rule)).toEqual(["missing", "rejected", "expired"]);
  });
});
