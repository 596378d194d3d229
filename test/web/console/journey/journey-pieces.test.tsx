// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { ApiError } from "#web/api.ts";
import { Clocks } from "#web/console/journey/Clocks.tsx";
import { JourneyPath } from "#web/console/journey/JourneyPath.tsx";
import { JourneyProblem } from "#web/console/journey/JourneyProblem.tsx";
import { clear, render } from "#test/web/render.tsx";
import { makeRequest } from "#test/web/console/requests/made-up-request.ts";

afterEach(clear);

const { journeyView } = makeRequest();
const clock = {
  ...{ id: "decision", name: { ar: "مدة القرار", en: "Decision" }, clause: "C15", bound: "min" as const, days: 14 },
  ...{ isPaused: false, isStopped: false },
};

describe("the way of a request", () => {
  it("says in words where it stands and who acts there", async () => {
    const path = await render(<JourneyPath journey={journeyView} ending={null} />);
    const here = path.querySelector("[aria-current=step]");
    expect(here?.textContent).toContain("عند: موظف علاقات المستفيدين، مسؤول البحث الاجتماعي");
    expect(path.querySelectorAll("li").length).toBe(3);
  });

  it("ends where it ended, without what was never reached", async () => {
    const path = await render(<JourneyPath journey={journeyView} ending="refused" />);
    expect([...path.querySelectorAll("li")].map((line) => line.textContent)).toEqual([
      expect.stringContaining("استقبال الطلب"),
      "لم يُقبل الطلب",
    ]);
  });
});

describe("two weeks that are “not less”", () => {
  const readings = async (ranDays: number) => {
    const clocks = await render(<Clocks clocks={[{ ...clock, ranDays }]} />);
    return [...clocks.querySelectorAll("dd")].map((value) => value.textContent);
  };

  it("are read both ways, and agree on the day itself only", async () => {
    expect(await readings(4)).toEqual(["بقي ١٠ أيام", "بقي ١٠ أيام"]);
    expect(await readings(14)).toEqual(["بلغ المدة", "اليوم هو الأخير"]);
    expect(await readings(16)).toEqual(["بلغ المدة", "تأخر يومان"]);
  });
});

describe("what was not done", () => {
  it("names what is missing and who can bring it", async () => {
    const missing = [{ need: "documents", by: ["applicant", "officer"] }];
    const error = new ApiError("unprocessable", 422, "Something is missing.", { reason: "missing", missing });
    const text = (await render(<JourneyProblem error={error} />)).textContent;
    expect(text).toContain("ينقص شيء قبل أن يتم هذا");
    expect(text).toContain("المستندات المطلوبة كلها بعد مطابقتها (صاحب الطلب، موظف علاقات المستفيدين)");
    expect(text).not.toContain("Something");
  });

  it("tells who was quicker and what they did, and keeps what was typed", async () => {
    const since = [{ seq: 4, at: 0, actor: "researcher", action: { type: "move", outcome: "complete" } }];
    const error = new ApiError("conflict", 409, "Changed.", { reason: "changed", since, seq: 4 });
    const shown = await render(
      <JourneyProblem error={error} journey={journeyView} typed={["ما كتبته", " "]} onReload={() => undefined} />,
    );
    expect(shown.querySelector("li")?.textContent).toContain("اكتملت المستندات · مسؤول البحث الاجتماعي");
    expect(shown.querySelector("textarea")?.value).toBe("ما كتبته");
    expect(shown.querySelector("button")?.textContent).toBe("عرض الوضع الجديد");
  });

  it("says how many members are lacking", async () => {
    const details = { reason: "quorum", present: 3, counted: 2, needed: 3 };
    const error = new ApiError("unprocessable", 422, "Not enough.", details);
    const note = (await render(<JourneyProblem error={error} />)).querySelector("[role=alert]");
    expect(note?.textContent).toBe("حضر بلا مصلحة في الطلب: ٢. يلزم ٣.");
  });
});
