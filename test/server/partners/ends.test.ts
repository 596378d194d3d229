import { describe, expect, test } from "vitest";
import type { Policy } from "#policies/schema.ts";
import { testServers, type TestServer } from "#test/support/test-server.ts";
import { firstOpen, reportOf, running, tuwaiq, waiting } from "#test/server/partners/tuwaiq.ts";

const at = (day: string) => Date.parse(`${day}T07:00:00Z`);
const ANSWERS = { "partnership-satisfaction": 5 };
const OWN_ANSWERS = { "own-partnership-satisfaction": 5, "partner-commitment": 4 };

describe.each(["sqlite", "postgres"] as const)("the end of a partnership (%s)", (dialect) => {
  const open = testServers();

  test("counts on one day what divides one share, however late the sides judge", { timeout: 60_000 }, async () => {
    let now = at("2026-03-12");
    const server = await open({ dialect, clock: () => now });
    const house = await tuwaiq(server);
    const partner = await house.partner();
    let view = await running(house, partner);
    const file = (id: string) => partner.call("POST", `/portal/reports/${id}/file`, reportOf(view, {}));

    now = at("2026-06-14");
    expect(await file(firstOpen(view.reports))).toMatchObject({
      ...{ status: 422, body: { reason: "notOver", from: "2026-06-15" } },
    });
    expect(await counted(server, "impact-report-filed")).toEqual({});
    now = at("2026-06-22");
    view = (await file(firstOpen(view.reports))).body;
    expect(view.reports[0]).toMatchObject({ dueOn: "2026-06-22", state: "filed" });
    now = at("2026-09-23");
    view = (await file(firstOpen(view.reports))).body;
    expect(view.reports[1]).toMatchObject({ dueOn: "2026-09-22", state: "filedLate" });
    expect(await counted(server, "impact-report-filed")).toEqual({ "2026-06-22 in-time": 1, "2026-09-22 late": 1 });

    now = at("2026-10-01");
    await house.projects("POST", `/partner-requests/${view.id}/moves`, { seq: view.seq, outcome: "finished" });
    expect(await counted(server, "partnership-ended")).toEqual({ "2026-10-01 ": 1 });
    now = at("2026-10-05");
    const theirs = (await partner.call("GET", `/portal/requests/${view.id}`)).body;
    await partner.call("POST", `/portal/requests/${view.id}/evaluation`, { seq: theirs.seq, answers: ANSWERS });
    expect(await counted(server, "partnership-evaluated")).toEqual({});
    now = at("2026-11-20");
    const ours = (await house.projects("GET", `/partner-requests/${view.id}`)).body;
    await house.projects("POST", `/partner-requests/${view.id}/evaluation`, { seq: ours.seq, answers: OWN_ANSWERS });
    expect(await counted(server, "partnership-evaluated")).toEqual({ "2026-10-01 ": 1 });
  });

  test("before its time takes back the reports that nobody will file, and keeps the late one", async () => {
    let now = at("2026-03-12");
    const server = await open({ dialect, clock: () => now });
    const house = await tuwaiq(server);
    const partner = await house.partner();
    const { id, seq } = await running(house, partner);
    expect(await counted(server, "impact-report-due")).toEqual({ "2026-06-22 ": 1, "2026-09-22 ": 1 });
    now = at("2026-07-01");
    const left = await partner.call("POST", `/portal/requests/${id}/moves`, { seq, outcome: "withdrawn" });
    expect(left.body.ending).toBe("withdrawn");
    expect(await counted(server, "impact-report-due")).toEqual({ "2026-06-22 ": 1, "2026-09-22 ": 0 });
    expect(await counted(server, "partnership-ended")).toEqual({});
  });
});

describe("the place of a partner's request", () => {
  const open = testServers();

  test("follows the policy of now, in the list, in its view and where it is decided", async () => {
    const server = await open({ clock: () => at("2026-06-15") });
    const house = await tuwaiq(server);
    const asked = await waiting(house, await house.partner("jazan"));
    const policies = server.deps.policies as Map<string, Policy>;
    const policy = policies.get("tuwaiq");
    if (!policy?.partnership) throw new Error("tuwaiq has partners");
    const regions = policy.partnership.regions.map((region) => ({ ...region, need: 0 }));
    policies.set("tuwaiq", { ...policy, partnership: { ...policy.partnership, regions } });

    const [listed] = (await house.projects("GET", "/partner-requests")).body.requests;
    const { body: seen } = await house.projects("GET", `/partner-requests/${asked.id}`);
    const { body: decided } = await house.committee("POST", `/partner-decisions/${asked.id}`, {
      ...{ seq: asked.seq, outcome: "accepted", reason: "أثر متوقع كبير", present: ["نورة", "سعد", "هند"] },
    });
    const need = { part: "need", value: 0 };
    expect(listed.standing.slices[1]).toMatchObject(need);
    expect(seen.standing).toEqual(listed.standing);
    expect(decided.decidedOn.slices[1]).toMatchObject(need);
  });
});

/** What is counted of a measure, by its day and outcome. */
async function counted({ deps }: TestServer, measure: string): Promise<Record<string, number>> {
  const rows = await deps.store.read
    .selectFrom("milestone")
    .select(["counted_on", "outcome", "n"])
    .where("association_id", "=", "tuwaiq")
    .where("measure", "=", measure)
    .execute();
  const days: Record<string, number> = {};
  for (const { counted_on: on, outcome, n } of rows) days[`${on} ${outcome}`] = (days[`${on} ${outcome}`] ?? 0) + n;
  return days;
}
