import { describe, expect, test } from "vitest";
import { createApp } from "#server/app.ts";
import { reportCalendar } from "#server/partners/report-calendar.ts";
import { testServers } from "#test/support/test-server.ts";
import {
  DECISION,
  firstOpen,
  FORMAL_REQUEST,
  reportOf,
  running,
  tuwaiq,
  waiting,
} from "#test/server/partners/tuwaiq.ts";

const NOW = Date.parse("2026-06-15T07:00:00Z");
const ANSWERS = { "partnership-satisfaction": 5 };

describe.each(["sqlite", "postgres"] as const)("the portal of a partner (%s)", (dialect) => {
  const open = testServers();

  test(
    "shows nothing of another partner, on any of its routes, and changes nothing there",
    { timeout: 60_000 },
    async () => {
      const server = await open({ dialect, clock: () => NOW });
      const house = await tuwaiq(server);
      const [own, other] = [await house.partner(), await house.partner()];
      const theirs = await running(house, other);
      const report = firstOpen(theirs.reports);
      const attempts: Record<string, object | undefined> = {
        [`GET /portal/requests/${theirs.id}`]: undefined,
        [`POST /portal/requests/${theirs.id}/sign`]: { seq: theirs.seq, agreementId: theirs.agreement?.id },
        [`POST /portal/requests/${theirs.id}/moves`]: { seq: theirs.seq, outcome: "withdrawn" },
        [`POST /portal/requests/${theirs.id}/evaluation`]: { seq: theirs.seq, answers: ANSWERS },
        [`POST /portal/reports/${report}/draft`]: { narrative: "", reached: null, values: [] },
        [`POST /portal/reports/${report}/file`]: reportOf(theirs, {}),
      };
      const covered = [...Object.keys(attempts), "GET /portal", "POST /portal/requests"]
        .map((route) => route.replace(theirs.id, ":id").replace(report, ":id"))
        .toSorted();
      const routes = createApp(server.deps).routes.filter(
        ({ method, path }) => method !== "ALL" && path.includes("/v1/portal"),
      );
      expect(
        [...new Set(routes.map(({ method, path }) => `${method} ${path.slice("/api/v1".length)}`))].toSorted(),
      ).toEqual(covered);
      const before = await house.projects("GET", `/partner-requests/${theirs.id}`);
      const stranger = await house.as("partner");
      for (const [route, body] of Object.entries(attempts)) {
        const [method, path] = route.split(" ") as ["GET" | "POST", string];
        const missing = path.replace(theirs.id, "nothing-here").replace(report, "nothing-here");
        const notThere = await own.call(method, missing, body);
        expect([route, notThere.status]).toEqual([route, 404]);
        expect([route, await own.call(method, path, body)]).toEqual([route, notThere]);
        expect([route, (await stranger(method, path, body)).status]).toEqual([route, 404]);
      }
      expect((await stranger("GET", "/portal")).status).toBe(404);
      expect((await stranger("POST", "/portal/requests", FORMAL_REQUEST)).status).toBe(404);
      expect(await house.projects("GET", `/partner-requests/${theirs.id}`)).toEqual(before);
      const { body: mine } = await own.call("GET", `/portal?partnerId=${other.id}`);
      expect(mine).toMatchObject({ partner: { id: own.id, requests: [] }, reminders: [] });
      expect(JSON.stringify(mine)).not.toContain(other.id);
      expect((await other.call("GET", "/portal")).body.partner.requests).toHaveLength(1);
    },
  );

  test("takes nobody's word for whom a caller speaks", async () => {
    const server = await open({ dialect, clock: () => NOW });
    const house = await tuwaiq(server);
    const [own, other] = [await house.partner(), await house.partner()];
    for (const extra of [{ partnerId: other.id }, { associationId: "yusr" }, { step: "running" }, { reached: 9 }]) {
      expect((await own.call("POST", "/portal/requests", { ...FORMAL_REQUEST, ...extra })).status).toBe(400);
    }
    const hidden = { ...FORMAL_REQUEST, answers: { ...FORMAL_REQUEST.answers, partnerId: other.id } };
    expect((await own.call("POST", "/portal/requests", hidden)).status).toBe(422);
    for (const bad of [
      { "expected-beneficiaries": 0 },
      { "expected-beneficiaries": 1.5 },
      { aims: "" },
      { aims: "a\u0000" },
    ]) {
      const answers = { ...FORMAL_REQUEST.answers, ...bad };
      expect([bad, (await own.call("POST", "/portal/requests", { ...FORMAL_REQUEST, answers })).status]).toEqual([
        bad,
        422,
      ]);
    }
    expect((await own.call("GET", "/partner-requests")).status).toBe(403);
    expect(await server.deps.store.read.selectFrom("partner_request").select("id").execute()).toEqual([]);
  });

  test("does not tell where others stand while the committee has not decided", async () => {
    const server = await open({ dialect, clock: () => NOW });
    const house = await tuwaiq(server);
    const [own, other] = [await house.partner("riyadh"), await house.partner("jazan")];
    await waiting(house, other, 4);
    const mine = await waiting(house, own, 1);
    expect(mine.standing?.rank).toBe(2);
    const { body } = await own.call("GET", `/portal/requests/${mine.id}`);
    expect(body.standing).toBeNull();
    expect((await own.call("GET", "/portal")).body.partner.requests).toMatchObject([{ standing: null }]);
    await house.committee("POST", `/partner-decisions/${mine.id}`, {
      ...{ seq: mine.seq, outcome: "refused", ...DECISION, conflicts: [{ name: "خالد", what: "قريب" }] },
    });
    const after = JSON.stringify((await own.call("GET", `/portal/requests/${mine.id}`)).body);
    for (const secret of ["خالد", "هند", "ملاحظة"]) expect(after).not.toContain(secret);
    const { body: told } = await own.call("GET", `/portal/requests/${mine.id}`);
    expect(told).toMatchObject({ decidedOn: null, standing: null });
    expect(told.ownScore.score).toBeCloseTo(mine.standing?.score ?? Number.NaN, 9);
    expect(told.ownScore.slices).toHaveLength(4);
    expect(after).not.toMatch(/"(seed|rank|ranks|of|weights)":/);
  });

  test("takes one request for a service at a time, until it is decided", async () => {
    const server = await open({ dialect, clock: () => NOW });
    const house = await tuwaiq(server);
    const partner = await house.partner();
    const first = await waiting(house, partner);
    const ask = () => partner.call("POST", "/portal/requests", FORMAL_REQUEST);
    expect(await ask()).toMatchObject({ status: 409, body: { reason: "alreadyAsked", id: first.id } });
    await house.committee("POST", `/partner-decisions/${first.id}`, {
      seq: first.seq,
      outcome: "refused",
      ...DECISION,
    });
    const both = await Promise.all([ask(), ask()]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });

  test("is opened by an account of its own, which sees nothing else", async () => {
    const server = await open({ dialect, clock: () => NOW });
    const house = await tuwaiq(server);
    const { id } = await house.partner();
    const invited = await house.projects("POST", `/partners/${id}/people`, { name: "ريم", email: "Reem@example.org" });
    expect(invited.status).toBe(201);
    const post = async (path: string, body: unknown, cookie = "") => {
      const headers = { "content-type": "application/json", origin: server.url, cookie };
      const response = await fetch(`${server.url}/api/auth/${path}`, {
        ...{ method: "POST", headers, body: JSON.stringify(body) },
      });
      return response.headers
        .getSetCookie()
        .map((line) => line.split(";")[0])
        .join("; ");
    };
    const first = await post("sign-in/email", invited.body);
    const shut = await fetch(`${server.url}/api/v1/portal`, { headers: { cookie: first } });
    expect([shut.status, await shut.json()]).toMatchObject([403, { reason: "firstPassword" }]);
    const change = { currentPassword: invited.body.password, newPassword: "كلمة مرور اخترتها بنفسي" };
    const cookie = await post("change-password", change, first);
    const get = (path: string) => fetch(`${server.url}/api/v1${path}`, { headers: { cookie } });
    expect(await (await get("/portal")).json()).toMatchObject({ partner: { id, people: [{ name: "ريم" }] } });
    for (const path of ["/partners", "/partner-requests", "/partner-decisions", "/deliveries", "/comments"]) {
      expect([path, (await get(path)).status]).toEqual([path, 403]);
    }
    const nobody = await house.projects("POST", "/partners/nothing-here/people", { name: "س", email: "x@example.org" });
    expect(nobody.status).toBe(404);
    const made = await house.projects("POST", "/partners", { name: "جمعية", region: "atlantis", field: "تنمية" });
    expect(made.status).toBe(422);
  });

  test("two who act on what they saw: the second is told what changed", async () => {
    const server = await open({ dialect, clock: () => NOW });
    const house = await tuwaiq(server);
    const partner = await house.partner();
    const { id, seq } = await waiting(house, partner);
    await partner.call("POST", `/portal/requests/${id}/moves`, { seq, outcome: "withdrawn" });
    const late = await house.committee("POST", `/partner-decisions/${id}`, { seq, outcome: "accepted", ...DECISION });
    expect(late).toMatchObject({
      ...{ status: 409, body: { reason: "changed", since: [{ actor: "partner", action: { outcome: "withdrawn" } }] } },
    });
  });
});

describe("the calendar of impact reports", () => {
  test.each([
    ["2026-01-01", "2026-12-31", ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]],
    ["2026-01-15", "2026-08-14", ["2026-04-14", "2026-07-14", "2026-08-14"]],
    ["2026-01-15", "2026-07-30", ["2026-04-14", "2026-07-30"]],
    ["2026-01-31", "2026-02-28", ["2026-02-28"]],
    ["2026-11-30", "2027-02-28", ["2027-02-28"]],
  ])("from %s to %s is due on %j", (from, to, due) => {
    const periods = reportCalendar(from, to, 3);
    expect(periods.map((period) => period.to)).toEqual(due);
    expect(periods[0]?.from).toBe(from);
  });
});
