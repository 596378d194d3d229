import { describe, expect, test } from "vitest";
import { Role } from "#server/accounts/roles.ts";
import { caseWorkers, movingClock } from "#test/server/cases/case-server.ts";
import { testServers } from "#test/support/test-server.ts";

const SECRET = "التشخيص: لا يُقال لأحد";

describe.each(["sqlite", "postgres"] as const)("a restricted report (%s)", (dialect) => {
  const start = testServers();

  test("opens for clinicians alone, with a reason, and leaves a trace", { timeout: 60_000 }, async () => {
    const server = await start({ dialect, clock: movingClock().read });
    const { call, open, read, toShelter } = caseWorkers(server);
    const id = await open({ name: "سلمى" });
    await toShelter(id, SECRET);

    const mine = await read("clinician", id);
    expect(mine.reports.map(({ rule, type }) => [rule, type])).toEqual([
      ["psychological", "text"],
      ["social", "text"],
    ]);
    const report = mine.reports[0]?.id ?? "";
    const ask = (role: Role, body: unknown) => call(role, `/cases/${id}/reports/${report}/open`, body);

    for (const role of Role.options) {
      const answer = await ask(role, { reason: "مراجعة الخطة العلاجية" });
      const text = await answer.text();
      const isClinician = role === "clinician";
      expect([role, answer.status, text.includes(SECRET)]).toEqual([role, isClinician ? 200 : 403, isClinician]);
      if (role === "officer" || role === "researcher") {
        const view = await read(role, id);
        expect(view.reports.map(({ id }) => id)).toEqual([null, null]);
        expect(JSON.stringify(view)).not.toContain(SECRET);
        expect(JSON.stringify(view)).not.toContain(report);
      }
    }
    for (const body of [{}, { reason: "" }, { reason: "  لا   " }, { reason: "x".repeat(501) }]) {
      expect((await ask("clinician", body)).status).toBe(400);
    }
    const elsewhere = await open({ name: "نور" });
    const wrongCase = await call("clinician", `/cases/${elsewhere}/reports/${report}/open`, { reason: "سبب كافٍ" });
    expect(wrongCase.status).toBe(404);

    const opened = await server.deps.store.read
      .selectFrom("audit_entry")
      .select(["role", "act", "entity_id"])
      .where("entity", "=", "report")
      .execute();
    expect(opened).toEqual([{ role: "clinician", act: "read", entity_id: report }]);
  });

  test(
    "is written by clinicians at the step that asks for it, as text or as a safe file",
    { timeout: 60_000 },
    async () => {
      const server = await start({ dialect, clock: movingClock().read });
      const { act, call, move, open, read } = caseWorkers(server);
      const id = await open({ name: "سلمى" });
      const send = async (file?: File, text = "") => {
        const form = new FormData();
        form.set("seq", String((await read("clinician", id)).seq));
        if (text) form.set("text", text);
        if (file) form.set("file", file);
        return call("clinician", `/cases/${id}/reports`, form);
      };
      expect([(await send(undefined, "مبكر")).status]).toEqual([422]);
      await move("officer", id, "received");
      await act("officer", id, "criteria", { met: ["act", "means", "purpose"] });
      await move("officer", id, "fits");
      await act("officer", id, "send");
      const waiting = await read("officer", id);
      const tooSoon = await call("officer", `/cases/${id}/moves`, { seq: waiting.seq, outcome: "confirmed" });
      expect([tooSoon.status, await tooSoon.json()]).toMatchObject([422, { reason: "notReturned" }]);
      await act("officer", id, "return");
      await move("officer", id, "confirmed");

      expect((await send()).status).toBe(422);
      expect((await send(new File(["MZ not a document"], "r.pdf"))).status).toBe(422);
      const missing = await read("clinician", id);
      expect((await call("clinician", `/cases/${id}/moves`, { seq: missing.seq, outcome: "reported" })).status).toBe(
        422,
      );
      const png = Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "base64",
      );
      expect((await send(new File([png], "صورة سلمى.png"), "مع نص")).status).toBe(200);
      const view = await read("officer", id);
      expect(view.reports.map(({ type }) => type).toSorted()).toEqual(["file", "text"]);
      expect(JSON.stringify(view.reports)).not.toContain("صورة");
    },
  );
});
