import { expect, test } from "vitest";
import { barriersIn, filled, openHouse, requests } from "#test/server/apply/apply-house.ts";
import { describeStores } from "#test/support/stores.ts";

const markIn = (html: string) => /name="my.read" value="([0-9a-f]*)"/.exec(html)?.[1] ?? "";

describeStores("conditions that an application does not seem to meet", (open) => {
  test("are said with the reason and where to turn before anything is kept; it can be sent anyway", async () => {
    const house = await openHouse(await open());
    const body = filled({ residence: "visitor", need: "ما كتبته" });
    const first = await house.post(house.path, body);
    expect(first.status).toBe(422);
    for (const words of [
      "شروط قد لا تنطبق على طلبك",
      "الإقامة غير نظامية",
      "الإقامة: \u2068زيارة",
      "يمكنك التوجه إلى \u2068مركز البلاغات",
      "أرسل الطلب مع ذلك",
      "ما كتبته",
    ]) {
      expect([words, first.html.includes(words)]).toEqual([words, true]);
    }
    expect(first.html).not.toContain("العمر أقل من ١٨");
    expect(barriersIn(first.html)).toEqual([]);
    expect(await requests(house.world)).toEqual([]);

    // What was not read before is said first.
    const other = await house.post(house.path, { ...body, age: "12", "my.read": markIn(first.html) });
    expect([other.status, other.html.includes("العمر أقل من ١٨")]).toEqual([422, true]);
    expect(await requests(house.world)).toEqual([]);
    const sent = await house.post(house.path, { ...body, "my.read": markIn(first.html) });
    expect([sent.status, sent.location.endsWith("/received?lang=ar")]).toEqual([303, true]);
    expect(await requests(house.world)).toHaveLength(1);
    const english = await house.post(
      `${house.path}?lang=en`,
      filled({ ...body, "my.language": "en", "my.submission": "" }),
    );
    expect(english.html).toContain("Send my request anyway");
    expect(english.html).toContain("The reporting centre");
    expect(barriersIn(english.html)).toEqual([]);
  });

  test("are not said where they are met or cannot be read", async () => {
    const house = await openHouse(await open());
    expect((await house.post(house.path, filled())).status).toBe(303);
    const unclear = house.path.replace("/support", "/unclear");
    expect((await house.post(unclear, filled())).status).toBe(303);
    expect(await requests(house.world)).toHaveLength(2);
  });
});
