import { Hono } from "hono";
import { expect, test } from "vitest";
import type { Role } from "#server/accounts/roles.ts";
import { keepReport } from "#server/documents/keep-report.ts";
import { openReport } from "#server/documents/open-report.ts";
import { documentRoutes } from "#server/documents/routes.ts";
import { MOST_DOCUMENTS } from "#server/documents/upload-document.ts";
import { problemHandler } from "#server/http/problem.ts";
import { readNotices } from "#server/notices/read-notices.ts";
import type { RequestView } from "#server/requests/request-view.ts";
import type { Store } from "#server/store/store.ts";
import { pdf, png } from "#test/server/documents/files.ts";
import { countedBy, makeRequestPolicy, requestWorld, type World } from "#test/server/requests/request-world.ts";
import { bearer } from "#test/support/delivery-deps.ts";
import { seedAssociation } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

const VALID = "2027-01-01";
const CANARY = "CANARY-OF-THE-DOCUMENT";
const readable = (marker = "") => pdf(`1 0 obj <</Type/Catalog/Title(${CANARY}${marker})>> endobj`);

type Given = { rule?: string; bytes?: Buffer; name?: string; type?: string; expiresOn?: string; issuedOn?: string };

/** Routes of documents on a world of requests, with a request for `support` that needs `identity`. */
async function openHouse(store: Store) {
  const world = await requestWorld(store);
  const app = new Hono().onError(problemHandler(world.deps.log)).route("/", documentRoutes(world.deps));
  const { id } = await world.apply();
  const keys = new Map<string, { authorization: string }>();
  const keyOf = async (role: Role, associationId: string) => {
    const key = keys.get(`${role} ${associationId}`) ?? (await bearer(store, associationId, role));
    keys.set(`${role} ${associationId}`, key);
    return key;
  };
  const send = async (given: Given = {}, role: Role = "officer", associationId = world.policy.id) => {
    const form = new FormData();
    form.set("rule", given.rule ?? "identity");
    const { name = "هوية.pdf", type = "application/pdf", bytes = readable() } = given;
    form.set("file", new File([new Uint8Array(bytes)], name, { type }));
    if (given.expiresOn !== "") form.set("expiresOn", given.expiresOn ?? VALID);
    if (given.issuedOn !== undefined) form.set("issuedOn", given.issuedOn);
    const headers = await keyOf(role, associationId);
    const response = await app.request(`/requests/${id}/documents`, { method: "POST", headers, body: form });
    return { status: response.status, body: await response.json() };
  };
  const judge = async (documentId: string, verdict: object, role: Role = "officer") => {
    const headers = await keyOf(role, world.policy.id);
    const path = `/requests/${id}/documents/${documentId}/verdict`;
    const response = await app.request(path, { method: "POST", headers, body: JSON.stringify(verdict) });
    return { status: response.status, body: await response.json() };
  };
  const get = async (documentId: string, role: Role = "officer", associationId = world.policy.id) =>
    app.request(`/requests/${id}/documents/${documentId}`, { headers: await keyOf(role, associationId) });
  return { ...world, world, id, app, send, judge, get };
}

const lineOf = (view: RequestView, rule = "identity") => view.documents.find((line) => line.rule === rule);
const rowsOf = (store: Store) => store.read.selectFrom("document").selectAll().orderBy("uploaded_at").execute();
const contentsOf = (store: Store) => store.read.selectFrom("document_content").selectAll().execute();
const provenOf = async (world: World, id: string) => (await world.view(id)).journeyView.proven.includes("documents");

describeStores("documents of a request", (open) => {
  test("are handed in, looked at and opened as they were, with everybody who opened them on record", async () => {
    const store = await open();
    const { world, id, send, judge, get } = await openHouse(store);
    const sent = await send();
    expect(sent.status).toBe(201);
    const line = lineOf(sent.body);
    expect(line).toMatchObject({
      state: "waiting",
      document: { name: "هوية.pdf", mediaType: "application/pdf", expiresOn: VALID },
    });
    const documentId = line?.document?.id ?? "";
    expect(await provenOf(world, id)).toBe(false);
    expect((await judge(documentId, { verdict: "verified" })).body.documents[0].state).toBe("verified");
    expect(await provenOf(world, id)).toBe(true);

    const response = await get(documentId, "researcher");
    expect(Buffer.from(await response.arrayBuffer()).equals(readable())).toBe(true);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    expect(response.headers.get("cache-control")).toContain("no-store");
    const audited = await store.read
      .selectFrom("audit_entry")
      .select(["act", "role", "entity_id"])
      .where("entity", "=", "document")
      .orderBy("act")
      .execute();
    expect(audited).toEqual([
      { act: "change", role: "officer", entity_id: documentId },
      { act: "download", role: "researcher", entity_id: documentId },
    ]);
  });

  test("lie sealed in the store: neither what they hold nor what they are called can be read there", async () => {
    const store = await open();
    const { send } = await openHouse(store);
    await send({ name: `${CANARY}.pdf` });
    const [row] = await rowsOf(store);
    const [content] = await contentsOf(store);
    expect(Buffer.from(content?.content_sealed ?? []).length).toBeGreaterThan(readable().length);
    expect(Buffer.from(content?.content_sealed ?? []).includes(CANARY)).toBe(false);
    expect(JSON.stringify(row)).not.toContain(CANARY);
  });

  test("are known by their content, never by their name or the type they were sent with", async () => {
    const store = await open();
    const { send } = await openHouse(store);
    const script = Buffer.from("<html><script>alert(1)</script>");
    expect(await send({ bytes: script, name: "id.pdf", type: "application/pdf" })).toMatchObject({
      status: 422,
      body: { reason: "wrongType", accepts: ["pdf", "jpeg", "png"] },
    });
    expect(await send({ bytes: png({ width: 60_000, height: 60_000 }) })).toMatchObject({
      status: 422,
      body: { reason: "notReadable" },
    });
    expect(await send({ bytes: pdf("<</S/JavaScript>>") })).toMatchObject({ status: 422, body: { reason: "unsafe" } });
    expect(await rowsOf(store)).toEqual([]);
    const sent = await send({ bytes: png(), name: "id.html", type: "text/html" });
    expect(lineOf(sent.body)?.document).toMatchObject({ name: "id.png", mediaType: "image/png" });
  });

  test("are refused by their length before they are read, and while they stream", async () => {
    const store = await open();
    const { app, id, send, policy } = await openHouse(store);
    expect((await send({ bytes: Buffer.concat([readable(), Buffer.alloc(5 * 1024 * 1024)]) })).status).toBe(413);
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const { authorization } = await bearer(store, policy.id, "officer");
    const headers = { authorization, "content-type": "multipart/form-data; boundary=x" };
    const request = new Request(`http://rida.example/requests/${id}/documents`, {
      ...{ method: "POST", headers, body: endless, duplex: "half" },
    });
    expect((await app.request(request)).status).toBe(413);
    expect(pulled).toBeLessThan(10);
    const declared = { ...headers, "content-length": String(50 * 1024 * 1024) };
    const unread = await app.request(`/requests/${id}/documents`, { method: "POST", headers: declared, body: "x" });
    expect(unread.status).toBe(413);
    expect(await rowsOf(store)).toEqual([]);
  });

  test("that have expired are told at once, counted and not taken; the last day is a valid day", async () => {
    const store = await open();
    const { world, send } = await openHouse(store);
    expect(await send({ expiresOn: "2026-06-14" })).toMatchObject({ status: 422, body: { reason: "expired" } });
    expect(await send({ expiresOn: "" })).toMatchObject({ status: 422, body: { reason: "noExpiry" } });
    expect((await send({ expiresOn: "31/12/2027" })).status).toBe(400);
    expect(await rowsOf(store)).toEqual([]);
    for (let again = 0; again < 5; again += 1) await send({ expiresOn: "2026-06-14" });
    expect(await countedBy(world)).toContain("document-expired identity ×1");
    expect((await send({ expiresOn: "2026-06-15" })).status).toBe(201);
  });

  test("cannot be verified against the dates on them", async () => {
    const { world, id, send, judge } = await openHouse(await open());
    const documentId = lineOf((await send()).body)?.document?.id ?? "";
    const verdict = await judge(documentId, { verdict: "verified", expiresOn: "2026-01-01" });
    expect(verdict).toMatchObject({ status: 422, body: { reason: "expired" } });
    expect(await provenOf(world, id)).toBe(false);
    expect(lineOf(await world.view(id))?.state).toBe("waiting");
    expect(await countedBy(world)).toContain("document-expired identity ×1");
  });

  test("are replaced by newer ones: what the earlier one held is gone, and it was not verified", async () => {
    const store = await open();
    const { world, id, send, judge, get } = await openHouse(store);
    const first = lineOf((await send()).body)?.document?.id ?? "";
    await judge(first, { verdict: "verified" });
    expect(await provenOf(world, id)).toBe(true);
    world.clock.now += 1000;
    const second = lineOf((await send({ bytes: readable(" second") })).body)?.document?.id ?? "";
    expect(second).not.toBe(first);
    expect(await provenOf(world, id)).toBe(false);
    expect((await rowsOf(store)).map(({ state }) => state)).toEqual(["replaced", "waiting"]);
    expect((await contentsOf(store)).map(({ document_id }) => document_id)).toEqual([second]);
    expect((await get(first)).status).toBe(410);
    expect((await judge(first, { verdict: "verified" })).status).toBe(409);
  });

  test("that are rejected say why, to the person too", async () => {
    const store = await open();
    const { deps, policy, id, send, judge } = await openHouse(store);
    const documentId = lineOf((await send()).body)?.document?.id ?? "";
    expect((await judge(documentId, { verdict: "rejected" })).status).toBe(400);
    const reason = "الصورة غير واضحة";
    expect((await judge(documentId, { verdict: "rejected", reason })).body.documents[0]).toMatchObject({
      state: "rejected",
      document: { reason },
    });
    const [notice] = (await readNotices(deps, { associationId: policy.id, id, by: "online" })).filter(
      ({ detail }) => detail.reason !== undefined,
    );
    expect(notice).toMatchObject({ topic: "missing", detail: { reason, documents: ["identity"] } });
    expect(JSON.stringify(await store.read.selectFrom("notice").selectAll().execute())).not.toContain(reason);
    expect(JSON.stringify(await rowsOf(store))).not.toContain(reason);
  });

  test("open for no other role, no other association and no other request", async () => {
    const store = await open();
    const { world, send, get, app } = await openHouse(store);
    const other = await seedAssociation(store, makeRequestPolicy());
    const documentId = lineOf((await send()).body)?.document?.id ?? "";
    for (const role of ["admin", "quality", "clinician", "committee", "projects", "board", "partner"] as const) {
      expect([role, (await get(documentId, role)).status]).toEqual([role, 403]);
    }
    expect((await get(documentId, "officer", other.id)).status).toBe(404);
    expect((await send({}, "officer", other.id)).status).toBe(404);
    const { id } = await world.apply();
    const headers = await bearer(store, world.policy.id, "officer");
    expect((await app.request(`/requests/${id}/documents/${documentId}`, { headers })).status).toBe(404);
    expect((await get("nothing-here")).status).toBe(404);
    const audited = await store.read.selectFrom("audit_entry").select("act").where("act", "=", "download").execute();
    expect(audited).toEqual([]);
  });

  test("are bounded in number, and end with the request", async () => {
    const store = await open();
    const { world, id, send } = await openHouse(store);
    for (let made = 0; made < MOST_DOCUMENTS; made += 1) await world.putDocument(id, "identity", { state: "replaced" });
    expect(await send()).toMatchObject({ status: 422, body: { reason: "tooMany" } });
    expect(await send({ rule: "no-such-rule" })).toMatchObject({ status: 404 });
    await world.move("officer", id, "withdrawn");
    expect(await send()).toMatchObject({ status: 422, body: { reason: "ended" } });
  });
});

describeStores("restricted reports", (open) => {
  test("open for their roles only, with a reason that is kept", async () => {
    const store = await open();
    const { deps, policy } = await requestWorld(store);
    const words = `${CANARY}: تقرير`;
    const report = { associationId: policy.id, subject: "case", subjectId: "case-1" } as const;
    const documentId = await store.write((tx) =>
      keepReport(tx, deps, {
        ...report,
        report: "psychological-report",
        restrictedTo: ["clinician"],
        content: words,
        by: "who",
      }),
    );
    const reader = (role: Role, associationId = policy.id) => ({ associationId, id: "reader", name: "قارئ", role });
    const asked = { subject: "case", subjectId: "case-1", documentId, reason: "متابعة الحالة" } as const;
    const entries = () => store.read.selectFrom("audit_entry").selectAll().where("entity", "=", "report").execute();
    for (const [who, what] of [
      [reader("officer"), asked],
      [reader("clinician", "another"), asked],
      [reader("clinician"), { ...asked, subjectId: "case-2" }],
      [reader("clinician"), { ...asked, subject: "request" as const }],
    ] as const) {
      await expect((async () => openReport(deps, who, what))()).rejects.toMatchObject({ code: "notFound" });
    }
    for (const reason of ["  ", ".....", "1234567", "- - - - -"]) {
      await expect((async () => openReport(deps, reader("clinician"), { ...asked, reason }))()).rejects.toMatchObject({
        code: "invalid",
      });
    }
    expect(await entries()).toEqual([]);
    const opened = await openReport(deps, reader("clinician"), asked);
    expect(opened.content.toString("utf8")).toBe(words);
    const [entry] = await entries();
    expect(entry).toMatchObject({ act: "read", entity_id: documentId, role: "clinician" });
    expect(deps.seal.open(entry?.reason_sealed ?? "", `audit_entry.reason\0${policy.id}\0${entry?.id ?? ""}`)).toBe(
      "متابعة الحالة",
    );
    expect(
      JSON.stringify(await rowsOf(store)) +
        Buffer.from((await contentsOf(store))[0]?.content_sealed ?? []).toString("latin1"),
    ).not.toContain(CANARY);
  });

  test("a verdict stands: the second of two officers is told of the first, and overwrites nothing", async () => {
    const { send, judge, world, id } = await openHouse(await open());
    const documentId = lineOf((await send()).body)?.document?.id ?? "";
    const verdicts = [{ verdict: "verified" }, { verdict: "rejected", reason: "صورة غير واضحة" }];
    const both = await Promise.all(verdicts.map((verdict) => judge(documentId, verdict)));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const refused = both.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ reason: "changed", at: world.clock.now });
    const first = verdicts[both.findIndex(({ status }) => status === 200)];
    expect(lineOf(await world.view(id))?.state).toBe(first?.verdict);
  });

  test("may be files, of the kinds that documents may be", async () => {
    const store = await open();
    const { deps, policy } = await requestWorld(store);
    const keep = (bytes: Buffer) =>
      store.write((tx) =>
        keepReport(tx, deps, {
          ...{ associationId: policy.id, subject: "case", subjectId: "case-1", report: "report", by: "who" },
          restrictedTo: ["clinician"],
          content: { name: "تقرير.docx", bytes },
        }),
      );
    await expect(keep(Buffer.from("PK\u0003\u0004"))).rejects.toMatchObject({
      code: "unprocessable",
      details: { reason: "wrongType" },
    });
    await keep(pdf());
    expect((await rowsOf(store)).map(({ media_type, restricted_to }) => [media_type, restricted_to])).toEqual([
      ["application/pdf", "clinician"],
    ]);
  });
});
