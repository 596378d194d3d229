import { expect, test } from "vitest";
import { addDocument, MAX_SHELF_BYTES } from "#server/shelf/add-document.ts";
import { listShelf } from "#server/shelf/list-shelf.ts";
import { openDocument } from "#server/shelf/open-document.ts";
import type { Store } from "#server/store/store.ts";
import { makePolicy, policiesOf, seedAssociation, TEST_NOW } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

const TOOLS = [
  { id: "bylaws", name: { ar: "اللائحة الأساسية", en: "Bylaws" } },
  { id: "guide", name: { ar: "الدليل", en: "Guide" } },
];
const pdf = (text: string) => new Blob([Buffer.from(`%PDF-1.7 ${text}`)]);

async function house(store: Store) {
  const [policy, other] = [
    await seedAssociation(store, makePolicy({ tools: TOOLS })),
    await seedAssociation(store, makePolicy({ tools: TOOLS })),
  ];
  const deps = { store, policies: policiesOf(policy, other), clock: () => TEST_NOW };
  return { policy, other, deps, keeper: { associationId: policy.id, id: "keeper" } };
}

describeStores("the shelf", (open) => {
  test("keeps every version, shows the last, and counts openings without saying whose", async () => {
    const { policy, other, deps, keeper } = await house(await open());
    const first = await addDocument(deps, keeper, { tool: "bylaws", title: "الأولى", file: pdf("one") });
    const second = await addDocument(deps, keeper, { tool: "bylaws", title: "الثانية", file: pdf("two") });
    const opened = await openDocument(deps, policy.id, second.id);
    expect(Buffer.from(opened.content).toString()).toBe("%PDF-1.7 two");
    await openDocument(deps, policy.id, first.id);
    expect(await listShelf(deps, policy)).toMatchObject([
      { id: "bylaws", opened: 2, current: { title: "الثانية", version: 2 }, earlier: [{ title: "الأولى", version: 1 }] },
      { id: "guide", opened: 0, current: null, earlier: [] },
    ]);
    expect(await listShelf(deps, other)).toMatchObject([{ current: null, opened: 0 }, { current: null }]);
    await expect(openDocument(deps, other.id, first.id)).rejects.toMatchObject({ code: "notFound" });
  });

  test("takes bounded PDF of the policy's own tools, and nothing else", async () => {
    const { policy, deps, keeper } = await house(await open());
    for (const [document, code] of [
      [{ tool: "novel", title: "x", file: pdf("x") }, "unprocessable"],
      [{ tool: "bylaws", title: "x", file: new Blob(["<html>%PDF-"]) }, "unsupported"],
      [{ tool: "bylaws", title: "x", file: new Blob([]) }, "unsupported"],
      [{ tool: "bylaws", title: "x", file: new Blob([new Uint8Array(MAX_SHELF_BYTES + 1)]) }, "tooLarge"],
    ] as const) {
      await expect(addDocument(deps, keeper, document)).rejects.toMatchObject({ code });
    }
    expect(await listShelf(deps, policy)).toMatchObject([{ current: null }, { current: null }]);
  });
});
