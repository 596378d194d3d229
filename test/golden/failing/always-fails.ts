import { expect, test } from "vitest";
import { describeStores } from "#test/support/stores.ts";

describeStores("a run that must fail", (open) => {
  test("fails", async () => {
    const store = await open();
    expect(store.dialect).toBe("neither");
  });
});
