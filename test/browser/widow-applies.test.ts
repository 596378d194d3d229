import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, describe, test } from "vitest";
import type { RequestView } from "#server/requests/request-view.ts";
import { useBrowser } from "#test/support/browser.ts";
import { testServers, type TestServer } from "#test/support/test-server.ts";
import { pdf, png } from "#test/server/documents/files.ts";

const PHONE = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  locale: "ar-SA",
  deviceScaleFactor: 2,
  javaScriptEnabled: false,
};
const DAY = 86_400_000;
const CODE = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}/;
const send = (page: Page) => page.locator("main button.send").last().click();

/** Nothing wider than the phone, every target large enough for a thumb. */
async function fitsThePhone(page: Page): Promise<void> {
  const root = page.locator("html");
  expect(await root.evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
  const small = await page
    .locator(
      "main a, main button, main summary, main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), main label.choice",
    )
    .evaluateAll((all) =>
      all
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 47.5)
        .map((one) => one.outerHTML.slice(0, 120)),
    );
  expect(small).toEqual([]);
}

/** What the association does meanwhile, by its API. */
function staff(server: TestServer, id: string) {
  const read = async () => (await (await server.call("officer", `/requests/${id}`)).json()) as RequestView;
  const post = async (role: Parameters<TestServer["call"]>[0], path: string, body: object) => {
    const { seq } = await read();
    const response = await server.call(role, path, { seq, ...body });
    expect([path, body, response.status, response.ok ? "" : await response.text()]).toEqual([
      path,
      body,
      response.status,
      "",
    ]);
  };
  return {
    read,
    move: (outcome: string, detail = {}) => post("officer", `/requests/${id}/moves`, { outcome, detail }),
    prove: (need: string) => post("officer", `/requests/${id}/proofs`, { need, holds: true }),
    judge: () => post("officer", `/requests/${id}/eligibility`, {}),
    decide: (outcome: string) =>
      post("committee", `/committee/${id}/decision`, { outcome, present: ["أمل", "بدر", "جود"], conflicts: [] }),
    async verify(rule: string) {
      const documentId = (await read()).documents.find((line) => line.rule === rule)?.document?.id ?? "";
      const path = `/requests/${id}/documents/${documentId}/verdict`;
      expect((await server.call("officer", path, { verdict: "verified" })).status).toBe(200);
    },
  };
}

describe("in the browser", () => {
  const browser = useBrowser();
  const open = testServers();

  test(
    "a widow applies on a phone without a script, brings what is missing, is accepted, served, and rates the service",
    { timeout: 120_000 },
    async () => {
      const time = { now: Date.now() };
      const server = await open({ clock: () => time.now });
      const context = await browser().newContext(PHONE);
      const page = await context.newPage();

      await page.goto(`${server.url}/a/yusr`);
      await fitsThePhone(page);
      await page.getByRole("link", { name: "برامج مهارية للمطلقات والأرامل" }).click();
      await page.getByText("ما يثبت وفاة الزوج").waitFor();
      await fitsThePhone(page);
      await page.getByRole("link", { name: "ابدأ الطلب" }).click();
      await fitsThePhone(page);

      await page.getByLabel("الاسم الكامل").fill("نورة عبدالله");
      await send(page);
      await page.getByText("لم يُرسل الطلب بعد").waitFor();
      expect(await page.getByLabel("الاسم الكامل").inputValue()).toBe("نورة عبدالله");
      await fitsThePhone(page);

      await page.getByRole("radio", { name: "لي", exact: true }).check();
      await page.getByLabel("رقم الجوال").fill("٠٥٠١٢٣٤٥٦٧");
      await page.getByRole("radio", { name: "الجنسية السعودية" }).check();
      await page.getByRole("radio", { name: "أرملة" }).check();
      await page.getByRole("radio", { name: "نعم" }).check();
      await page.getByRole("checkbox", { name: "أوافق على ذلك" }).check();
      await page.getByRole("checkbox", { name: "أقرّ بذلك" }).check();
      await page.getByLabel("التوقيع").fill("نورة عبدالله");
      await send(page);
      const code = CODE.exec(await page.locator(".code").innerText())?.[0] ?? "";
      expect(code).toMatch(CODE);
      await fitsThePhone(page);
      expect(await page.title()).toBe("الخدمات");

      // Days later she types the code as it comes.
      await page.goto(`${server.url}/r`);
      await page.getByLabel("رمز المتابعة").fill(code.toLowerCase().replaceAll("-", " "));
      await send(page);
      await page.getByText("نحتاج منك: مستندان").waitFor();
      await fitsThePhone(page);
      const identity = page.locator("#document-identity");
      await identity
        .locator("input[type=file]")
        .setInputFiles({ name: "هوية.pdf", mimeType: "application/pdf", buffer: pdf() });
      await identity.locator("input[type=date]").fill(new Date(time.now + 400 * DAY).toISOString().slice(0, 10));
      await identity.getByRole("button", { name: "إرسال المستند" }).click();
      await page.getByText("نحتاج منك: مستند واحد").waitFor();

      const { id } = await server.deps.store.read.selectFrom("request").select("id").executeTakeFirstOrThrow();
      const association = staff(server, id);
      await association.verify("identity");
      const early = await server.call("officer", `/requests/${id}/moves`, {
        seq: (await association.read()).seq,
        outcome: "complete",
        detail: {},
      });
      expect([early.status, (await early.json()).missing]).toMatchObject([422, [{ need: "documents" }]]);

      const proof = page.locator("#document-widowhood-proof");
      const choose = (file: { name: string; mimeType: string; buffer: Buffer }) =>
        proof.locator("input[type=file]").setInputFiles(file);
      await choose({ name: "وفاة.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<html>") });
      await proof.getByRole("button", { name: "إرسال المستند" }).click();
      await proof.getByText("من نوع آخر").waitFor();
      await fitsThePhone(page);
      await choose({ name: "كبير.png", mimeType: "image/png", buffer: png({ extra: 9 * 1024 * 1024 }) });
      await proof.getByRole("button", { name: "إرسال المستند" }).click();
      await proof.getByText("أكبر من الحجم المسموح").waitFor();
      await choose({ name: "وفاة.png", mimeType: "image/png", buffer: png() });
      await proof.getByRole("button", { name: "إرسال المستند" }).click();
      await page.getByText("وصل المستند، شكرًا لك").waitFor();

      await association.verify("widowhood-proof");
      await association.move("complete");
      await association.judge();
      await association.move("eligible");
      await association.prove("interview");
      await association.move("passed");
      await page.goto(`${server.url}/r/${code}`);
      await page.getByText("لا تقل مدة هذه الخطوة عن ١٤ يومًا").waitFor();
      await page.getByText("اكتملت مستنداتك").waitFor();
      time.now += 15 * DAY;
      await association.decide("accepted");
      await association.move("registered");
      await association.move("delivered", { delivery: { deliveredOn: new Date(time.now).toISOString().slice(0, 10) } });
      await page.goto(`${server.url}/r/${code}`);
      await page.getByText("نتمنى أن تكون الخدمة قد نفعتك").waitFor();
      expect(await page.getByRole("link", { name: "شاركنا رأيك" }).count()).toBe(0);
      time.now += 2 * DAY;
      await page.reload();
      await fitsThePhone(page);
      await page.getByRole("link", { name: "شاركنا رأيك" }).click();
      expect(page.url()).toMatch(/\/e\/[\w-]{22}\?/);
      for (const group of await page.locator("fieldset.question").all()) await group.locator("input").first().check();
      await send(page);
      await page.getByText("شكرًا لك، وصل تقييمك").waitFor();
      const responses = await server.deps.store.read
        .selectFrom("response")
        .select(["service", "kind", "invited"])
        .execute();
      expect(responses).toEqual([{ service: "skills", kind: "divorced-or-widowed", invited: 1 }]);
      await context.close();
    },
  );

  test("nobody is kept out of these pages, in either language", { timeout: 120_000 }, async () => {
    const server = await open({ clock: Date.now });
    for (const language of ["ar", "en"]) {
      // The checker is a script; the pages have none of their own.
      const context = await browser().newContext({ ...PHONE, javaScriptEnabled: true, bypassCSP: true });
      const page = await context.newPage();
      const barriers = async () => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
      };
      for (const path of [
        "/a/yusr",
        "/a/amal",
        "/a/ibtissam",
        "/a/yusr/skills",
        "/a/yusr/protection",
        "/a/yusr/skills/form",
        "/r",
      ]) {
        await page.goto(`${server.url}${path}?lang=${language}`);
        expect([path, language, await barriers()]).toEqual([path, language, []]);
        await fitsThePhone(page);
      }
      await page.goto(`${server.url}/a/yusr/skills/form?lang=${language}`);
      await send(page);
      expect(["errors", language, await barriers()]).toEqual(["errors", language, []]);
      const focused = await page.locator("#notice").evaluate((notice) => notice.ownerDocument.activeElement === notice);
      expect(focused).toBe(true);
      await page.locator("[name='my.behalf'][value=self]").check();
      await page.locator("[name=full-name]").fill("نورة");
      await page.locator("[name=mobile]").fill("0501234567");
      for (const [name, value] of [
        ["residency", "saudi"],
        ["marital-status", "widowed"],
        ["evaluate-after", "yes"],
      ] as const) {
        await page.locator(`[name=${name}][value=${value}]`).check();
      }
      await page.locator("#consent").check();
      await page.locator("#declare").check();
      await page.locator("#signature").fill("نورة");
      await send(page);
      await page.locator(".code").waitFor();
      expect(["received", language, await barriers()]).toEqual(["received", language, []]);
      await page.locator("a.send").click();
      expect(["follow", language, await barriers()]).toEqual(["follow", language, []]);
      await page.locator("a.offer").click();
      expect(["withdraw", language, await barriers()]).toEqual(["withdraw", language, []]);
      await context.close();
    }
  });
});
