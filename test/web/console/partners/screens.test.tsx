// @vitest-environment happy-dom
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, type ReactNode } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OwnPartnership, PartnershipView } from "#web/api/partners.ts";
import { SessionContext, type Session } from "#web/console/membership.ts";
import { Evaluation } from "#web/console/partners/Evaluation.tsx";
import { PartnerRequest } from "#web/console/partners/PartnerRequest.tsx";
import { OwnPartnership as OwnPage } from "#web/console/portal/OwnPartnership.tsx";
import { ReportForm } from "#web/console/portal/ReportForm.tsx";
import { clear, render } from "#test/web/render.tsx";

// The document of the tests loads no fonts; fields that grow listen for them.
Object.defineProperty(document, "fonts", { value: new EventTarget() });

afterEach(async () => {
  vi.unstubAllGlobals();
  await clear();
});

const name = { ar: "جمعية طويق", en: "Tuwaiq Association" };
const AT = Date.parse("2026-06-10T07:00:00Z");
const session = { association: { id: "tuwaiq", name, shortName: name }, role: "projects" } as unknown as Session;
const question = { kind: "scored", questionType: "comment", required: false } as const;

const VIEW: PartnershipView = {
  ...{ id: "r1", partnerId: "p1", partner: "جمعية نماء", region: "jazan", service: "partner-capacity", seq: 7 },
  ...{ title: "تأهيل فريق المشاريع", expected: 40, reached: null, openedAt: AT, step: "running", ending: null },
  ...{ stepName: { ar: "التنفيذ", en: "Running" }, since: AT, standing: null, aims: "رفع المهارات", answers: [] },
  ...{
    ways: {},
    history: [],
    criteria: [],
    study: [],
    decidedOn: null,
    ownScore: null,
    quorum: 3,
    deliveries: [],
    evaluation: null,
  },
  journeyView: {
    ...{ id: "partnership", name, endings: [], moves: [], outcomes: [], proven: [], sentAt: null, returnedAt: null },
    ...{ steps: [], clocks: [] },
  },
  agreement: {
    ...{ id: "a1", type: "execution", associationDuties: "تقديم البرنامج.", partnerDuties: "رفع التقارير." },
    ...{ startsOn: "2026-03-16", endsOn: "2026-09-15", partner: { at: AT, by: "ريم" } },
    association: { at: AT, by: "نورة" },
  },
  indicators: [{ id: "i1", name: "نسبة المتقنين", unit: "٪", baseline: 40, target: 80, better: "higher", points: [] }],
  reports: [
    {
      ...{ id: "m1", from: "2026-03-16", to: "2026-06-15", dueOn: "2026-06-15", filedAt: null, state: "soon", days: 5 },
      ...{ narrative: "", reached: null, values: [] },
    },
  ],
};
const OWN: OwnPartnership = { ...VIEW, notices: [] };

/** Draws a part as somebody of the association sees it, at an address of the console. */
async function draw(part: ReactNode, language: "ar" | "en" = "ar"): Promise<HTMLElement> {
  const routeTree = createRootRoute({ component: () => <SessionContext value={session}>{part}</SessionContext> });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  const element = await render(<RouterProvider router={router as never} />, {
    ...{ language, digits: language === "ar" ? "arab" : "latn" },
  });
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  return element;
}

/** Answers every call with `body`; gives the calls. */
function answering(body: object): { path: string; init: RequestInit }[] {
  const calls: { path: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    calls.push({ path, init });
    return Promise.resolve(Response.json(body));
  });
  return calls;
}

const plain = (element: HTMLElement) => element.textContent.replace(/[\u2068\u2069]/g, "");

describe("a running partnership", () => {
  it.each([
    [
      "ar",
      ["تأهيل فريق المشاريع", "جمعية نماء", "التزامات جمعية طويق", "وقّعها ريم", "قرب موعده", "لم يُرفع عنه تقرير بعد"],
    ],
    ["en", ["Running", "Duties of Tuwaiq Association", "Signed by ريم", "due soon", "Not reported yet"]],
  ] as const)("tells the association in %s what was agreed, signed, and is due", async (language, words) => {
    answering(VIEW);
    const text = plain(await draw(<PartnerRequest />, language));
    for (const word of words) expect(text).toContain(word);
  });

  it("opens the report that is due soon for the partner to write", async () => {
    answering(OWN);
    const element = await draw(<OwnPage />);
    const labels = [...element.querySelectorAll("label")].map((label) =>
      label.textContent.replace(/[\u2068\u2069]/g, ""),
    );
    expect(labels).toContain("ماذا حدث؟");
    expect(labels).toContain("نسبة المتقنين: القيمة الآن");
    const file = [...element.querySelectorAll("button")].find(({ textContent }) => textContent === "رفع التقرير");
    expect(file?.disabled).toBe(true);
  });
});

describe("a report that is left within the pause", () => {
  it("is kept with what was typed last, by a call that outlives the page", async () => {
    const calls = answering({ kept: true });
    const [report] = VIEW.reports;
    const element = await draw(<ReportForm view={OWN} report={report!} onFiled={() => Promise.resolve()} />);
    const field = [...element.querySelectorAll("textarea")].find(({ tabIndex }) => tabIndex >= 0);
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, "عقدنا ست ورش");
      field?.dispatchEvent(new Event("input", { bubbles: true }));
      await Promise.resolve();
    });
    expect(calls).toEqual([]);
    await clear();
    expect(calls).toMatchObject([
      { path: expect.stringContaining("/portal/reports/m1/draft"), init: { keepalive: true } },
    ]);
    expect(JSON.parse(calls[0]?.init.body as string)).toMatchObject({ narrative: "عقدنا ست ورش" });
  });

  it("is not sent again when nothing was typed", async () => {
    const calls = answering({ kept: true });
    await draw(<ReportForm view={OWN} report={VIEW.reports[0]!} onFiled={() => Promise.resolve()} />);
    await clear();
    expect(calls).toEqual([]);
  });
});

describe("the evaluation of both sides", () => {
  it("shows each side's answers under that side's own questions", async () => {
    const own = { ...question, id: "own", title: { ar: "نفّذنا ما التزمنا به؟", en: "Did we?" } };
    const theirs = { ...question, id: "theirs", title: { ar: "هل وجدتم الدعم؟", en: "Was there support?" } };
    const sides = [
      { side: "association", at: AT, form: [own], answers: { own: "نعم" } },
      { side: "partner", at: AT, form: [theirs], answers: { theirs: "أحيانًا" } },
    ] as const;
    const view = { ...VIEW, step: null, ending: "ended", evaluation: { form: [own], sides } };
    const send = () => Promise.resolve(view);
    const element = await draw(
      <Evaluation view={view} side="association" send={send} onSent={() => Promise.resolve()} />,
    );
    const [first, second] = [...element.querySelectorAll("dl")].map(plain);
    expect([first, second]).toEqual(["نفّذنا ما التزمنا به؟نعم", "هل وجدتم الدعم؟أحيانًا"]);
  });
});
