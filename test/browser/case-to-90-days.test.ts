import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { createPerson } from "#server/accounts/create-person.ts";
import type { Role } from "#server/accounts/roles.ts";
import { findHouse } from "#server/house.ts";
import { builtAssets } from "#server/http/web-assets.ts";
import { caseWorkers } from "#test/server/cases/case-server.ts";
import { useBrowser } from "#test/support/browser.ts";
import { testServers, type TestServer } from "#test/support/test-server.ts";

const ASSETS = builtAssets(join(findHouse(import.meta.url), "dist", "web"));
const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, locale: "ar-SA", bypassCSP: true };
const PHONE: BrowserContextOptions = {
  ...{ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, locale: "ar-SA", bypassCSP: true },
};
const DAY = 86_400_000;
const NAME = "سلمى عبدالله";
const SECRET = "التشخيص لا يراه إلا الأخصائي";

/** Axe's findings that keep somebody out, in words. */
async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

describe("in the browser", () => {
  const browser = useBrowser();
  const open = testServers();

  async function signIn(server: TestServer, role: Role, options: BrowserContextOptions): Promise<Page> {
    const person = { email: `${role}@ibtissam.example`, password: `a long password of ${role}` };
    await createPerson(server.deps, { ...person, name: role, associationId: "ibtissam", role });
    const page = await (await browser().newContext(options)).newPage();
    await page.goto(server.url);
    await page.locator("input[name=email]").fill(person.email);
    await page.locator("input[name=password]").fill(person.password);
    await page.locator("button[type=submit]").click();
    await page.locator("input[name=password]").waitFor({ state: "detached" });
    return page;
  }

  async function take(page: Page, way: string): Promise<void> {
    await page.getByRole("button", { name: way, exact: true }).click();
    await page.getByRole("button", { name: "نعم، سجّل ذلك" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }

  test("a case goes from the door to its follow-up after ninety days", { timeout: 120_000 }, async () => {
    let shift = 0;
    const server = await open({ clock: () => Date.now() + shift, assets: ASSETS });
    const workers = caseWorkers(server);
    const problems: string[] = [];
    const officer = await signIn(server, "officer", DESK);
    const researcher = await signIn(server, "researcher", PHONE);
    const clinician = await signIn(server, "clinician", DESK);
    for (const page of [officer, researcher, clinician]) {
      page.on("pageerror", (error) => problems.push(error.message));
    }
    const question = (page: Page, text: string) => page.getByRole("heading", { name: text }).waitFor();

    // The officer receives somebody. Neither the tab nor the address names them.
    await officer.goto(`${server.url}/cases`);
    await officer.getByRole("button", { name: "فتح حالة" }).first().click();
    await officer.getByLabel("الاسم الذي يحب أن يُنادى به").fill(NAME);
    await officer.getByLabel("وسيلة اتصال آمنة").fill("+966500000001");
    await officer.getByRole("button", { name: "فتح الحالة" }).click();
    await officer.waitForURL(/\/cases\/\d{4}-0001$/);
    await officer.getByText(NAME).waitFor();
    expect(await officer.title()).toBe("الحالات · رضا");
    expect(decodeURI(officer.url())).not.toContain("سلمى");
    const id = officer.url().split("/").at(-1) ?? "";
    await take(officer, "تم الاستقبال");
    await question(officer, "هل تنطبق معايير الحالة؟");

    // The researcher classifies on a phone, finding the case by its number.
    await researcher.goto(`${server.url}/cases`);
    await researcher.getByRole("link", { name: /٠٠٠١/ }).click();
    await researcher.getByRole("checkbox").nth(0).check();
    await researcher.getByRole("checkbox").nth(1).check();
    await researcher.getByRole("checkbox").nth(2).check();
    await researcher.getByRole("button", { name: "حفظ التصنيف" }).click();
    await question(researcher, "اكتمل التصنيف. إلى أين تمضي الحالة؟");
    expect(await findBarriers(researcher)).toEqual([]);
    expect(await researcher.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await take(researcher, "تنطبق المعايير");

    // The officer still sees the old state: nothing is overwritten, and what was typed stays.
    await officer.getByLabel("ملاحظة (اختيارية)").fill("ملاحظة لم تُرسل");
    await officer.getByRole("button", { name: "حفظ التصنيف" }).click();
    await question(officer, "غيّر زميل هذه الحالة في أثناء عملك");
    expect(await officer.getByLabel("ما كتبته محفوظ هنا:").inputValue()).toBe("ملاحظة لم تُرسل");
    await officer.getByRole("button", { name: "عرض الوضع الجديد" }).click();
    await officer.getByRole("button", { name: "تم الإرسال" }).click();
    await officer.getByRole("button", { name: "عادت النتيجة" }).click();
    await take(officer, "تأكدت الهوية");
    await officer.getByText("هذه الخطوة عند: الأخصائي").waitFor();

    // The clinician writes a report; the officer learns that there is one, the clinician opens it by saying why.
    await clinician.goto(`${server.url}/cases/${id}`);
    await clinician.getByLabel("نص التقرير").fill(SECRET);
    await clinician.getByRole("button", { name: "حفظ التقرير" }).click();
    await take(clinician, "أُعدّ التقرير");
    await clinician.getByRole("button", { name: "فتح التقرير" }).click();
    await clinician.getByLabel("لماذا تفتح هذا التقرير؟").fill("مراجعة الخطة قبل التقرير الاجتماعي");
    await clinician.getByRole("button", { name: "تسجيل السبب وفتح التقرير" }).click();
    await clinician.getByText(SECRET).waitFor();
    await officer.reload();
    await officer.getByText(/يوجد التقرير النفسي بتاريخ/).waitFor();
    expect(await officer.getByRole("button", { name: "فتح التقرير" }).count()).toBe(0);
    expect(await officer.content()).not.toContain(SECRET);

    await workers.writeReport(id, "التقرير الاجتماعي");
    await workers.move("clinician", id, "reported");
    await workers.act("clinician", id, "assessments", { level: 1 });
    await workers.move("clinician", id, "opened");
    await workers.move("officer", id, "admitted");
    shift += 40 * DAY;
    await workers.move("researcher", id, "progress");

    await clinician.reload();
    await clinician.getByRole("radio", { name: "تحسّن" }).check();
    await clinician.getByRole("button", { name: "حفظ التقييم" }).click();
    await clinician.getByRole("heading", { name: "تحسّن من «استقرار أولي» إلى «تحسّن»" }).waitFor();
    expect(await findBarriers(clinician)).toEqual([]);
    await take(clinician, "جاهزة للخروج");

    await officer.reload();
    await officer.getByRole("button", { name: "سُجّل الخروج" }).click();
    await officer.getByRole("radio", { name: "خارج المملكة" }).check();
    await officer.getByRole("button", { name: "نعم، سجّل ذلك" }).click();
    await officer.getByText("هذه الخطوة عند: مسؤول البحث الاجتماعي").waitFor();

    // Thirty days later and more, the researcher finds the case among those that are overdue.
    shift += 33 * DAY;
    await researcher.goto(`${server.url}/cases/follow-ups`);
    await researcher.getByRole("heading", { name: "متأخرة" }).waitFor();
    expect(await findBarriers(researcher)).toEqual([]);
    expect(await researcher.content()).not.toContain("سلمى");
    await researcher.getByRole("link", { name: /٠٠٠١/ }).first().click();
    await question(researcher, "كيف حال الشخص بعد ٣٠ يومًا؟");
    await researcher.getByRole("radio", { name: "تواصلنا مع الشخص" }).check();
    await researcher.getByRole("button", { name: "حفظ النتيجة" }).click();
    await researcher.getByRole("heading", { name: /المتابعة القادمة في/ }).waitFor();

    shift += 27 * DAY;
    const { followUps } = await workers.read("researcher", id);
    await workers.act("researcher", id, `follow-ups/${followUps[1]?.id}`, { outcome: "reached" });
    shift += 30 * DAY;
    await researcher.reload();
    await question(researcher, "كيف حال الشخص بعد ٩٠ يومًا؟");
    await researcher.getByRole("radio", { name: "تواصلنا مع الشخص" }).check();
    await researcher.getByRole("button", { name: "حفظ النتيجة" }).click();
    await question(researcher, "اكتملت المتابعات. هل تُغلق الحالة؟");
    await take(researcher, "اكتملت المتابعة");
    await question(researcher, "انتهت الحالة: اكتملت المتابعة");
    expect(await researcher.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

    const { ending, followUps: made } = await workers.read("officer", id);
    expect(ending).toBe("followed-up");
    expect(made.map(({ day, outcome, place }) => [day, outcome, place])).toEqual([
      [30, "reached", "abroad"],
      [60, "reached", "abroad"],
      [90, "reached", "abroad"],
    ]);
    expect(problems).toEqual([]);
  });
});
