import { createKey } from "#server/accounts/create-key.ts";
import type { Role } from "#server/accounts/roles.ts";
import type { CaseView } from "#server/cases/case-view.ts";
import { TEST_NOW } from "#test/support/factories.ts";
import type { TestServer } from "#test/support/test-server.ts";

const DAY = 86_400_000;

/** A clock on which a second passes at every look, and days when they are told to. */
export function movingClock() {
  let now = TEST_NOW;
  return { read: () => (now += 1_000), passDays: (days: number) => (now += days * DAY) };
}

/** What people of one association do with cases through the API. */
export function caseWorkers(server: TestServer, associationId = "ibtissam") {
  const keys = new Map<Role, string>();
  async function call(role: Role, path: string, body?: unknown): Promise<Response> {
    const key = keys.get(role) ?? (await createKey(server.deps, { associationId, role, label: `key of ${role}` })).key;
    keys.set(role, key);
    const headers = { authorization: `Bearer ${key}` };
    const json = { ...headers, "content-type": "application/json" };
    if (body === undefined) return fetch(`${server.url}/api/v1${path}`, { headers });
    return fetch(`${server.url}/api/v1${path}`, {
      method: "POST",
      ...(body instanceof FormData ? { headers, body } : { headers: json, body: JSON.stringify(body) }),
    });
  }
  /** Acts on a case as it stands now; throws when it was refused. */
  async function act(role: Role, id: string, what: string, body: Record<string, unknown> = {}): Promise<CaseView> {
    const { seq } = await read(role, id);
    const response = await call(role, `/cases/${id}/${what}`, { seq, ...body });
    if (response.status !== 200) throw new Error(`${what}: ${response.status} ${await response.text()}`);
    return (await response.json()) as CaseView;
  }
  async function read(role: Role, id: string): Promise<CaseView> {
    const response = await call(role, `/cases/${id}`);
    if (response.status !== 200) throw new Error(`reading: ${response.status} ${await response.text()}`);
    return (await response.json()) as CaseView;
  }
  async function writeReport(id: string, text: string): Promise<CaseView> {
    const { seq } = await read("clinician", id);
    const form = new FormData();
    form.set("seq", String(seq));
    form.set("text", text);
    const response = await call("clinician", `/cases/${id}/reports`, form);
    if (response.status !== 200) throw new Error(`report: ${response.status} ${await response.text()}`);
    return (await response.json()) as CaseView;
  }
  async function open(person: { name: string; phone?: string; note?: string }): Promise<string> {
    const response = await call("officer", "/cases", person);
    if (response.status !== 201) throw new Error(`opening: ${response.status} ${await response.text()}`);
    return ((await response.json()) as CaseView).id;
  }
  const move = (role: Role, id: string, outcome: string, detail: Record<string, unknown> = {}) =>
    act(role, id, "moves", { outcome, detail });

  /** From the door to the step of follow-up, through the shelter. */
  async function toFollowUp(id: string, { place = "inside", report = "a report" } = {}): Promise<CaseView> {
    await toShelter(id, report);
    await act("clinician", id, "assessments", { level: 2 });
    await move("clinician", id, "ready");
    return move("officer", id, "discharged", { place });
  }
  /** From the door to the assessment of progress in the shelter. */
  async function toShelter(id: string, report = "a report"): Promise<CaseView> {
    await move("officer", id, "received");
    await act("researcher", id, "criteria", { met: ["act", "means", "purpose"] });
    await move("researcher", id, "fits");
    await act("officer", id, "send");
    await act("officer", id, "return");
    await move("officer", id, "confirmed");
    for (let reports = 0; reports < 2; reports += 1) {
      await writeReport(id, report);
      await move("clinician", id, "reported");
    }
    await act("clinician", id, "assessments", { level: 1 });
    await move("clinician", id, "opened");
    await move("officer", id, "admitted");
    return move("researcher", id, "progress");
  }
  return { call, act, read, writeReport, open, move, toFollowUp, toShelter };
}
