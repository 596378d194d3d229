import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { recordContact } from "#server/contacts/record-contact.ts";
import { recordComplaint } from "#server/complaints/record-complaint.ts";
import type { Deps } from "#server/deps.ts";
import { openStore } from "#server/store/open-store.ts";
import { createSeal } from "#server/store/seal.ts";
import { makePolicy, policiesOf, seedAssociation, TEST_NOW } from "#test/support/factories.ts";
import { freshPlace } from "#test/support/stores.ts";

test("the files of the store hold no word of a note or a complaint", async () => {
  const place = await freshPlace("sqlite");
  if (!("file" in place.at)) throw new Error("a file was asked for");
  const store = await openStore(place.at);
  const policy = await seedAssociation(
    store,
    makePolicy({ purposes: [{ id: "question", name: { ar: "استفسار", en: "Question" } }] }),
  );
  const deps = {
    ...{ store, policies: policiesOf(policy), seal: createSeal("a secret of the tests"), clock: () => TEST_NOW },
    settings: { publicUrl: "https://rida.example", secret: "a secret of the tests" } as Deps["settings"],
  };
  await recordContact(
    deps,
    { associationId: policy.id, id: "o" },
    { channel: "phone", purpose: "question", service: "", kind: "", answered: "later", note: "CANARYNOTE" },
  );
  await recordComplaint(
    deps,
    { associationId: policy.id, caller: undefined },
    { service: "", channel: "phone", kind: "", text: "CANARYTEXT was said" },
  );
  const folder = dirname(place.at.file);
  const bytes = () =>
    Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file)))).toString("latin1");
  // What is not sealed is found, so that finding nothing means something.
  expect(bytes()).toContain(policy.id);
  expect(bytes()).not.toMatch(/CANARY/);
  await store.close();
  expect(bytes()).not.toMatch(/CANARY/);
  await place.remove();
});
