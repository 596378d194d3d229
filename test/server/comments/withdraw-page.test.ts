import { expect, test } from "vitest";
import { testServers } from "#test/support/test-server.ts";

const open = testServers();

test("a comment is taken back in two steps without JavaScript, and the receipt stands in no address", async () => {
  const server = await open();
  const point = (await (
    await server.call("officer", "/service-points", { label: "المدخل", service: "consultation", branch: "" })
  ).json()) as { code: string };
  const post = (path: string, fields: Record<string, string>) =>
    fetch(`${server.url}${path}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  const page = await (await fetch(`${server.url}/q/${point.code}`, { headers: { accept: "text/html" } })).text();
  const fields: Record<string, string> = { submissionId: crypto.randomUUID(), language: "ar" };
  // The first choice of every question, and words in every box.
  for (const [, name = "", value = ""] of page.matchAll(
    /<input type="radio"[^>]*? name="([^"]+)"[^>]*? value="([^"]+)"/g,
  )) {
    fields[name] ??= value;
  }
  for (const [, name = ""] of page.matchAll(/<textarea[^>]*? name="([^"]+)"/g)) fields[name] ??= "كلام سيُسحب";
  const thanks = await (await post(`/q/${point.code}`, fields)).text();
  const receipt = /name="receipt" value="([0-9A-Z-]{19})"/.exec(thanks)?.[1] ?? "";
  expect(thanks).toContain('<form method="post" action="/w">');
  const answers = async () =>
    JSON.stringify(await server.deps.store.read.selectFrom("response").select("answers").execute());
  expect(await answers()).toContain("سيُسحب");

  const asked = await post("/w", { receipt, language: "ar" });
  expect([asked.status, (await asked.text()).includes("نعم، احذف")]).toEqual([200, true]);
  expect(await answers()).toContain("سيُسحب");
  const done = await post("/w", { receipt: receipt.toLowerCase(), language: "ar", erase: "yes" });
  expect([done.status, (await done.text()).includes("حُذف ما كتبته")]).toEqual([200, true]);
  expect(await answers()).not.toContain("سيُسحب");
  const again = await post("/w", { receipt, erase: "yes", language: "en" });
  expect([again.status, (await again.text()).includes("no text with this receipt")]).toEqual([404, true]);
});
