import { describe, expect, it } from "vitest";
import { countMembers, emptyMember, lacks, toDecision } from "#web/console/committee/sitting.ts";
import { makeWay } from "#test/web/console/requests/made-up-request.ts";

const sits = (...names: string[]) => names.map((name, key) => ({ ...emptyMember(key), name }));
const refused = makeWay("refused", { asks: ["quorum", "reason"] });

describe("the sitting of a committee", () => {
  it("counts each member once, and nobody with an interest", () => {
    expect(countMembers(sits("أمل", "بدر", "بدر ", ""))).toBe(2);
    const [first, ...others] = sits("أمل", "بدر", "جود");
    expect(countMembers([{ ...emptyMember(0), ...first, hasConflict: true }, ...others])).toBe(2);
  });

  it("says what is lacking: members, the reason, and what somebody's interest is", () => {
    const members = sits("أمل", "بدر", "جود");
    expect(lacks(members, { way: refused, reason: "", quorum: 3 })).toEqual(["reason"]);
    expect(lacks(members.slice(1), { way: refused, reason: "اكتمل العدد", quorum: 3 })).toEqual(["quorum"]);
    const unsaid = [...members, { ...emptyMember(3), name: "دانة", hasConflict: true }];
    expect(lacks(unsaid, { way: refused, reason: "اكتمل العدد", quorum: 3 })).toEqual(["interest"]);
    expect(lacks([], { way: makeWay("unclear"), reason: "", quorum: 3 })).toEqual([]);
  });

  it("sends whoever was there, with the interests apart and empty seats left out", () => {
    const members = [...sits("أمل ", ""), { ...emptyMember(2), name: "بدر", hasConflict: true, what: "قرابة" }];
    expect(toDecision(members, { seq: 7, outcome: "accepted", reason: " " })).toEqual({
      ...{ seq: 7, outcome: "accepted", present: ["أمل", "بدر"] },
      conflicts: [{ name: "بدر", what: "قرابة" }],
    });
  });
});
