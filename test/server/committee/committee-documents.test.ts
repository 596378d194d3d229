import { expect, test } from "vitest";
import { Hono } from "hono";
import { Role } from "#server/accounts/roles.ts";
import { PHONE_ITEM } from "#server/apply/read-application.ts";
import { committeeRoutes } from "#server/committee/routes.ts";
import { uploadDocument } from "#server/documents/upload-document.ts";
import { problemHandler } from "#server/http/problem.ts";
import { APPLICANT } from "#server/requests/follow-request.ts";
import { getRequest } from "#server/requests/request-subject.ts";
import type { Store } from "#server/store/store.ts";
import { pdf } from "#test/server/documents/files.ts";
import { atCommittee, must, requestWorld, type World } from "#test/server/requests/request-world.ts";
import { bearer } from "#test/support/delivery-deps.ts";
import { seedAssociation } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

async function openHouse(store: Store) {
  const world = await requestWorld(store);
  const app = new Hono().onError(problemHandler(world.deps.log)).route("/", committeeRoutes(world.deps));
  const upload = async (id: string) => {
    const found = await getRequest(world.deps, { associationId: world.policy.id, id });
    const file = { rule: "identity", name: "id.pdf", bytes: pdf(), expiresOn: "2027-01-01" };
    return (await uploadDocument(world.deps, found, { upload: file, doer: APPLICANT })).id;
  };
  const get = async (id: string, documentId: string, role: Role = "committee", associationId = world.policy.id) =>
    app.request(`/committee/${id}/documents/${documentId}`, { headers: await bearer(store, associationId, role) });
  return { world, upload, get };
}

/** A newer version of the application, which asks for the person's number itself. */
async function askForNumber({ deps, policy }: World): Promise<void> {
  const first = await deps.store.read
    .selectFrom("form_version")
    .selectAll()
    .where("form_id", "=", "application")
    .executeTakeFirstOrThrow();
  const definition = JSON.parse(first.definition) as { elements: object[] };
  const mobile = { type: "text", name: PHONE_ITEM, title: { ar: "الجوال", en: "Mobile" }, maxLength: 25 };
  const newer = JSON.stringify({ ...definition, elements: [...definition.elements, mobile] });
  await deps.store.write((tx) =>
    tx
      .insertInto("form_version")
      .values({ ...first, version: 2, definition: newer })
      .execute(),
  );
  deps.forms.forget(policy.id, "application");
}

describeStores("documents before the committee", (open) => {
  test("open while the request is before it and once it has decided, and every opening is kept", async () => {
    const store = await open();
    const { world, upload, get } = await openHouse(store);
    const { id } = await world.apply();
    const documentId = await upload(id);
    expect((await get(id, documentId)).status).toBe(404);
    await store.write((tx) =>
      tx.updateTable("document").set({ state: "verified" }).where("id", "=", documentId).execute(),
    );
    await must(world.move("officer", id, "complete"));
    await must(world.judge(id));
    expect((await get(id, documentId)).status).toBe(404);
    await must(world.move("officer", id, "eligible"));
    const view = await must(world.call("committee", `/committee/${id}`));
    expect(view.documents[0]).toMatchObject({ rule: "identity", state: "verified", document: { id: documentId } });
    expect(view.answers.map((one: { item: string }) => one.item)).toEqual(["age", "residence", "widowed", "need"]);
    const opened = await get(id, documentId);
    expect([opened.status, opened.headers.get("content-disposition")?.startsWith("attachment")]).toEqual([200, true]);
    expect(Buffer.from(await opened.arrayBuffer()).equals(pdf())).toBe(true);
    const audit = () =>
      store.read.selectFrom("audit_entry").select(["entity_id", "role"]).where("act", "=", "download").execute();
    expect(await audit()).toEqual([{ entity_id: documentId, role: "committee" }]);

    const sentBack = await must(world.decide(id, "unclear", { reason: "نحتاج إلى إيضاح", present: [] }));
    expect(sentBack.step).toBe("clarification");
    expect([(await get(id, documentId)).status, (await world.call("committee", `/committee/${id}`)).status]).toEqual([
      404, 404,
    ]);
    expect(await audit()).toHaveLength(1);
    const proof = { seq: sentBack.seq, need: "explanation", holds: true };
    await must(world.call("researcher", `/requests/${id}/proofs`, proof));
    await must(world.move("researcher", id, "clarified"));
    await must(world.move("officer", id, "complete"));
    await must(world.move("officer", id, "eligible"));
    await must(world.decide(id, "accepted"));
    expect([(await get(id, documentId)).status, (await world.call("committee", `/committee/${id}`)).status]).toEqual([
      200, 200,
    ]);

    const withdrawn = await atCommittee(world);
    await must(world.move("officer", withdrawn, "withdrawn"));
    expect((await world.call("committee", `/committee/${withdrawn}`)).status).toBe(404);
  });

  test("and corrections are before it without a way to reach the person", async () => {
    const { world } = await openHouse(await open());
    await askForNumber(world);
    const id = await atCommittee(world);
    const { seq } = await world.view(id);
    const correction = { seq, answers: { age: 40, mobile: "0559876543" }, note: "بحسب الهوية" };
    await must(world.call("officer", `/requests/${id}/answers`, correction));
    expect((await world.view(id)).person.phone).toBe("0559876543");
    const view = await must(world.call("committee", `/committee/${id}`));
    const [corrected] = view.history.filter(({ detail }: { detail: object }) => "changes" in detail);
    expect(corrected.detail.changes).toEqual([{ item: "age", title: "العمر", before: "34", after: "40" }]);
    expect(JSON.stringify(view)).not.toContain("0559876543");
    expect(view).toMatchObject({ correctable: null, isDeclarationDue: true });
  });

  test("open for nobody else, of no other request and no other association", async () => {
    const store = await open();
    const { world, upload, get } = await openHouse(store);
    const id = await atCommittee(world);
    const { id: other } = await world.apply();
    const hidden = await upload(other);
    expect((await get(id, hidden)).status).toBe(404);
    const own = await world.putDocument(id, "identity", { restricted_to: "clinician" });
    for (const role of Role.options) {
      expect([role, (await get(id, own, role)).status]).toEqual([role, role === "committee" ? 404 : 403]);
    }
    const { id: foreign } = await seedAssociation(store);
    expect((await get(id, own, "committee", foreign)).status).toBe(404);
  });
});
