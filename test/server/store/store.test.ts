import { sql } from "kysely";
import { expect, it } from "vitest";
import { describeStores } from "#test/support/stores.ts";
import { seedAssociation } from "#test/support/factories.ts";

describeStores("the store", (open) => {
  it("refuses a delivery of an association that does not exist", async () => {
    const store = await open();
    await seedAssociation(store);
    await expect(
      store.writer
        .insertInto("membership")
        .values({ association_id: "nobody", user_id: "nobody", role: "admin", created_at: 1 })
        .execute(),
    ).rejects.toThrow(/foreign key/i);
    expect((await sql`select 1 as one`.execute(store.read)).rows).toEqual([{ one: 1 }]);
  });
});
