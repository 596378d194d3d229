import { expect, test } from "vitest";
import { testServers } from "#test/support/test-server.ts";

const TEXT = "انتظرت ساعتين <b>ولم</b> يستقبلني أحد";

const open = testServers();

async function house() {
  const server = await open();
  const get = (path: string) => fetch(`${server.url}${path}`, { headers: { accept: "text/html" }, redirect: "manual" });
  const post = (path: string, fields: Record<string, string>) =>
    fetch(`${server.url}${path}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return { ...server, get, post };
}

test("anybody complains without JavaScript, gets a code, and reads the answer with it", async () => {
  const { get, post, call } = await house();
  const page = await (await get("/a/yusr/complaint")).text();
  const submissionId = /name="submissionId" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? "";
  expect(page).toContain('<form id="complaint" method="post" action="/a/yusr/complaint"');
  expect(page).not.toContain("<script");

  const sent = await post("/a/yusr/complaint", { submissionId, language: "ar", text: TEXT, service: "consultation" });
  const code = /<strong class="receipt" dir="ltr">([0-9A-Z-]{19})</.exec(await sent.text())?.[1] ?? "";
  expect(sent.status).toBe(201);
  const again = await post("/a/yusr/complaint", { submissionId, language: "ar", text: TEXT });
  expect(await again.text()).toContain(code);

  const { complaints } = (await (await call("quality", "/complaints")).json()) as { complaints: { id: string }[] };
  expect(complaints).toMatchObject([{ service: "consultation", channel: "website", seq: 1 }]);
  const id = complaints[0]?.id ?? "";
  expect(await (await get(`/c/${code}`)).text()).toContain("وصلتنا وننظر فيها");
  await call("quality", `/complaints/${id}/acknowledgement`, { seq: 1 });
  await call("quality", `/complaints/${id}/answer`, { seq: 2, outcome: "upheld", answer: "زدنا <عدد> الموظفين" });
  const followed = await (await get(`/c/${code.toLowerCase().replaceAll("-", " ")}?lang=ar`)).text();
  expect(followed).toContain("زدنا &lt;عدد&gt; الموظفين");
  // Whoever finds the code on a shared phone does not read what was complained of.
  expect(followed).not.toContain("ساعتين");
});

test("what cannot be kept comes back with its text, saying why", async () => {
  const { get, post, deps } = await house();
  const short = await post("/a/yusr/complaint", { text: " لا " });
  expect([short.status, (await short.text()).includes("ولو بجملة واحدة")]).toEqual([422, true]);
  const long = await post("/a/yusr/complaint", { text: "ن".repeat(4_001) });
  expect([long.status, (await long.text()).includes("أربعة آلاف حرف")]).toEqual([422, true]);
  const switched = await post("/a/yusr/complaint?show=en", { text: TEXT });
  const html = await switched.text();
  expect([switched.status, html.includes("Make a complaint"), html.includes("&lt;b&gt;ولم")]).toEqual([
    200,
    true,
    true,
  ]);
  expect(await deps.store.read.selectFrom("complaint").selectAll().execute()).toEqual([]);
  expect((await get("/a/nowhere/complaint")).status).toBe(404);
  expect((await post("/a/nowhere/complaint", { text: TEXT })).status).toBe(404);
});

test("another text sent from the same page is offered to be sent as a new complaint", async () => {
  const { post, deps } = await house();
  const submissionId = "8a3d3b1e-6a43-4f0e-9d0a-0d2f6c9f5b11";
  expect((await post("/a/yusr/complaint", { submissionId, text: TEXT })).status).toBe(201);
  const other = "وحدث أمر آخر في اليوم التالي";
  const refused = await post("/a/yusr/complaint", { submissionId, text: other });
  const html = await refused.text();
  expect([refused.status, html.includes(other), html.includes("لم تُحفظ بعد")]).toEqual([409, true, true]);
  const fresh = /name="submissionId" value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? "";
  expect((await post("/a/yusr/complaint", { submissionId: fresh, text: other })).status).toBe(201);
  expect(await deps.store.read.selectFrom("complaint").select("id").execute()).toHaveLength(2);
});

test("a code is found however it is typed, and an unknown one says nothing", async () => {
  const { get, post } = await house();
  expect((await get("/c/0000-0000-0000-0000")).status).toBe(404);
  const unknown = await post("/c", { code: "0000-0000-0000-0000", language: "en" });
  expect([unknown.status, (await unknown.text()).includes("Check its letters")]).toEqual([404, true]);
  const sent = await post("/a/yusr/complaint", { text: TEXT });
  const code = /<strong class="receipt" dir="ltr">([0-9A-Z-]{19})</.exec(await sent.text())?.[1] ?? "";
  const found = await post("/c", { code: ` ${code.replaceAll("0", "o").toLowerCase()} `, language: "en" });
  expect([found.status, found.headers.get("location")]).toEqual([303, `/c/${code}?lang=en`]);
});

test("one place cannot fill the house with complaints, and another association's page takes none of a sealed name", async () => {
  const { get, post } = await house();
  let last = 0;
  for (let sent = 0; sent <= 60; sent += 1) last = (await post("/a/yusr/complaint", { text: TEXT })).status;
  expect(last).toBe(429);
  const sealed = await (await get("/a/ibtissam/complaint")).text();
  expect([sealed.includes("الاتجار"), sealed.includes("<select")]).toEqual([false, false]);
});
