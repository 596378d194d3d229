import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { recordContact } from "#server/contacts/record-contact.ts";
import { findRequestByCode } from "#server/requests/find-request.ts";
import { readRequestView } from "#server/requests/read-request-view.ts";
import { openStore } from "#server/store/open-store.ts";
import {
  application,
  atCommittee,
  countedBy,
  makeRequestPolicy,
  must,
  PRESENT,
  requestWorld,
} from "#test/server/requests/request-world.ts";
import { describeStores, freshPlace } from "#test/support/stores.ts";

describeStores("openRequest", (open) => {
  test("takes an application in, moves it on and gives a code that leads back to it", async () => {
    const world = await requestWorld(await open());
    const { id, code, link, created } = await world.apply();
    expect(created).toBe(true);
    expect(link).toBe(`https://rida.example/r/${code}`);
    expect(await findRequestByCode(world.deps, code.toLowerCase().replaceAll("-", " "))).toEqual({
      associationId: world.policy.id,
      id,
    });
    expect(await findRequestByCode(world.deps, "0000-0000-0000-0000")).toBeUndefined();
    const view = await world.view(id);
    expect(view).toMatchObject({ step: "documents", ending: null, seq: 5, name: "نورة القحطاني", way: "online" });
    expect(view.journeyView.proven).toEqual(["answers", "consent", "declaration"]);
    expect(view.documents.map(({ rule, isNeeded, state }) => [rule, isNeeded, state])).toEqual([
      ["identity", true, "missing"],
      ["status", false, "missing"],
    ]);
    expect(view.notices.map(({ topic }) => topic)).toEqual(["received", "missing"]);
    expect(view.answers.find(({ item }) => item === "residence")).toEqual({
      item: "residence",
      title: "الإقامة",
      text: "نظامية",
    });
    // With the code anybody acts as the person: a reading does not give it, and handing it over is written down.
    expect(view.followLink).toBe("");
    expect((await world.call("committee", `/requests/${id}/code`, {})).status).toBe(403);
    expect(await must(world.call("officer", `/requests/${id}/code`, {}))).toEqual({ code, link });
    const handed = await world.deps.store.read
      .selectFrom("audit_entry")
      .select(["act", "entity_id", "role"])
      .where("entity", "=", "code")
      .execute();
    expect(handed).toEqual([{ act: "read", entity_id: id, role: "officer" }]);
    await must(world.call("officer", "/requests?state=open"));
    const lists = await world.deps.store.read
      .selectFrom("audit_entry")
      .select(["act", "entity", "role"])
      .where("entity_id", "=", "list of 1")
      .execute();
    expect(lists).toEqual([{ act: "read", entity: "request", role: "officer" }]);
    expect(await countedBy(world)).toEqual([
      "request-declared applicant ×1",
      "request-opened online ×1",
      "step-entered request/documents ×1",
      "step-entered request/reception ×1",
      "step-left request/reception submitted ×1",
    ]);
  });

  test("the same submission is one request, also when it comes eight times at once; another body is refused", async () => {
    const world = await requestWorld(await open());
    const sent = application(world.policy);
    const opened = await Promise.all(Array.from({ length: 8 }, () => world.apply(sent)));
    expect(new Set(opened.map(({ code }) => code)).size).toBe(1);
    expect(opened.filter(({ created }) => created)).toHaveLength(1);
    expect(await world.deps.store.read.selectFrom("request").select("id").execute()).toHaveLength(1);
    await expect(world.apply({ ...sent, person: { name: "سارة", phone: "" } })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "differs" },
    });
    expect((await world.apply()).created).toBe(true);
  });

  test("names what the policy and the form do not take, and keeps nothing", async () => {
    const world = await requestWorld(await open());
    const refusals: [object, string, object][] = [
      [{ service: "brochure" }, "unprocessable", { path: "service" }],
      [{ service: "desk-only" }, "unprocessable", { path: "way" }],
      [{ kind: "volunteer" }, "unprocessable", { path: "kind", known: ["family"] }],
      [{ channel: "carrier-pigeon" }, "unprocessable", { path: "channel" }],
      [{ language: "ur" }, "unprocessable", { path: "language" }],
      [{ consentVersion: 99 }, "conflict", { reason: "consentChanged" }],
      [{ contactId: randomUUID() }, "notFound", {}],
    ];
    for (const [overrides, code, details] of refusals) {
      await expect(world.apply(overrides)).rejects.toMatchObject({ code, details });
    }
    await expect(world.apply({ answers: { age: "young", extra: 1 } })).rejects.toMatchObject({
      code: "unprocessable",
      details: { problems: expect.arrayContaining([expect.objectContaining({ item: "age" })]) },
    });
    expect(await world.deps.store.read.selectFrom("request").select("id").execute()).toEqual([]);
    expect(await world.deps.store.read.selectFrom("milestone").select("id").execute()).toEqual([]);
    expect((await world.apply({ service: "desk-only", way: "phone" })).created).toBe(true);
  });

  test("waits in reception for the declaration, and goes on when a guardian has signed", async () => {
    const world = await requestWorld(await open());
    const { declaration: _, ...unsigned } = application(world.policy);
    const { consentVersion: __, ...sent } = unsigned;
    const { id } = await must(world.call("officer", "/requests", { ...sent, way: "walk-in", consent: true }));
    const before = await world.view(id);
    expect(before.step).toBe("reception");
    const submitted = before.journeyView.outcomes.find((outcome) => outcome.id === "submitted");
    expect(submitted).toMatchObject({
      isMine: true,
      missing: [{ need: "declaration", by: ["applicant", "officer", "researcher"] }],
    });
    const signed = { seq: before.seq, signedBy: "guardian", name: "عبدالله" };
    const after = await must(world.call("officer", `/requests/${id}/declarations`, signed));
    expect(after).toMatchObject({ step: "documents", declarations: [{ signedBy: "guardian", name: "عبدالله" }] });
    expect(await countedBy(world)).toContain("request-declared guardian ×1");
    expect(await countedBy(world)).toContain("request-opened walk-in ×1");
  });

  test("closes the contact that it came of, once", async () => {
    const purposes = [{ id: "question", name: { ar: "سؤال", en: "Question" } }];
    const world = await requestWorld(await open(), makeRequestPolicy({ purposes }));
    const contact = {
      channel: "phone",
      purpose: "question",
      service: "",
      kind: "",
      answered: "later",
      note: "",
    } as const;
    const caller = { associationId: world.policy.id, id: "someone" };
    const { id: contactId } = await recordContact(world.deps, caller, contact);
    const { id } = await world.apply({ contactId });
    const rows = await world.deps.store.read.selectFrom("contact").selectAll().execute();
    expect(rows).toMatchObject([{ id: contactId, request_id: id, outcome: "request", closed_at: world.clock.now }]);
    await expect(world.apply({ contactId })).rejects.toMatchObject({ code: "conflict" });
    expect(await world.deps.store.read.selectFrom("request").select("id").execute()).toEqual([{ id }]);
  });

  test("proves the documents at once where none are needed", async () => {
    const world = await requestWorld(await open());
    const { id } = await world.apply({ service: "plain" });
    const view = await world.view(id);
    expect(view.journeyView.proven).toContain("documents");
    expect(view.notices.map(({ topic }) => topic)).toEqual(["received"]);
    expect((await world.move("officer", id, "complete")).body.step).toBe("eligibility");
  });

  test("an officer cannot pass for the applicant or send what is not asked for", async () => {
    const world = await requestWorld(await open());
    const { consentVersion: _, ...sent } = application(world.policy);
    for (const [body, status] of [
      [{ ...sent, consent: true }, 400],
      [{ ...sent, way: "phone" }, 400],
      [{ ...sent, way: "phone", consent: false }, 400],
      [{ ...sent, way: "phone", consent: true, associationId: "amal" }, 400],
      [{ ...sent, way: "phone", consent: true, person: { name: "ن\u202eو", phone: "" } }, 400],
    ] as const) {
      expect((await world.call("officer", "/requests", body)).status).toBe(status);
    }
    expect((await world.call("researcher", "/requests", { ...sent, way: "phone", consent: true })).status).toBe(422);
    expect(await world.deps.store.read.selectFrom("request").select("id").execute()).toEqual([]);
  });

  test("what is personal opens for those who may read it: the person is told no names of the house", async () => {
    const world = await requestWorld(await open());
    const id = await atCommittee(world);
    const associationId = world.policy.id;
    const mine = await readRequestView(world.deps, { associationId, id, reader: "applicant" });
    expect(mine.history.every(({ who }) => who === "")).toBe(true);
    expect(mine.history.some(({ actor }) => actor === "officer")).toBe(true);
    expect((await world.view(id)).history.some(({ who }) => who === "officer")).toBe(true);
    await expect(readRequestView(world.deps, { associationId: "amal", id, reader: "applicant" })).rejects.toMatchObject(
      {
        code: "notFound",
      },
    );
  });
});

describe("the store of requests", () => {
  test("holds nothing personal in plain text, whatever happened", async () => {
    const place = await freshPlace("sqlite");
    try {
      const store = await openStore(place.at);
      const world = await requestWorld(store, makeRequestPolicy());
      const canary = ["نورة-كناري", "0559998887", "ولي-كناري", "حاجة كناري", "سبب كناري", "عضو كناري", "مصلحة كناري"];
      const [name = "", phone = "", guardian = "", need = "", reason = "", member = "", interest = ""] = canary;
      const id = await atCommittee(world, {
        person: { name, phone, guardian },
        answers: { age: 34, residence: "lawful", need },
        declaration: { signedBy: "guardian", name: guardian },
      });
      const conflicts = [{ name: interest, what: interest }];
      await must(world.decide(id, "refused", { reason, present: [...PRESENT, member], conflicts }));
      await must(world.move("officer", id, "objection", { reason, note: need, way: "letter" }));
      await store.close();
      if (!("file" in place.at)) throw new Error("a file is looked through");
      const folder = join(place.at.file, "..");
      const bytes = Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
      expect(bytes.includes("request-opened")).toBe(true);
      for (const text of canary) expect([text, bytes.includes(text)]).toEqual([text, false]);
    } finally {
      await place.remove();
    }
  });
});
