import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findHouse } from "#server/house.ts";
import { builtAssets } from "#server/http/web-assets.ts";
import { useBrowser } from "#test/support/browser.ts";
import { testServers } from "#test/support/test-server.ts";

const ASSETS = builtAssets(join(findHouse(import.meta.url), "dist", "web"));
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true };
const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

/** Axe's findings that keep somebody out, in words. */
async function findBarriers(page: Parameters<typeof AxeOf>[0]): Promise<string[]> {
  const { violations } = await AxeOf(page).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

const AxeOf = (page: ConstructorParameters<typeof AxeBuilder>[0]["page"]) => new AxeBuilder({ page });

describe("nobody is kept out", () => {
  const browser = useBrowser();
  const open = testServers();

  test("the evaluation page and its endings, in both languages", { timeout: 90_000 }, async () => {
    const server = await open({ clock: Date.now, assets: ASSETS });
    const point = await server.call("admin", "/service-points", { label: "الاستقبال", service: "consultation" });
    const { link } = (await point.json()) as { link: string };
    for (const language of ["ar", "en"]) {
      const context = await browser().newContext(PHONE);
      const page = await context.newPage();
      for (const address of [`${link}?lang=${language}`, `${server.url}/e/unknown?lang=${language}`]) {
        await page.goto(address, { waitUntil: "networkidle" });
        expect([address, await findBarriers(page)]).toEqual([address, []]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      }
      await context.close();
    }
  });

  test("the console: sign-in, overview, deliveries, import, codes and forms", { timeout: 120_000 }, async () => {
    const server = await open({ clock: Date.now, assets: ASSETS });
    const { email, password } = await server.person("admin");
    for (const [size, locale] of [
      [PHONE, "ar-SA"],
      [DESK, "en-GB"],
    ] as const) {
      const context = await browser().newContext({ ...size, locale, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(server.url, { waitUntil: "networkidle" });
      expect(["sign-in", await findBarriers(page)]).toEqual(["sign-in", []]);
      await page.locator("input[name=email]").fill(email);
      await page.locator("input[name=password]").fill(password);
      await page.locator("button[type=submit]").click();
      await page.locator("input[name=password]").waitFor({ state: "detached" });
      for (const path of ["/", "/deliveries", "/import", "/codes", "/forms"]) {
        await page.goto(`${server.url}${path}`, { waitUntil: "load" });
        await page.locator("main h1").first().waitFor();
        expect([path, await findBarriers(page)]).toEqual([path, []]);
      }
      await context.close();
    }
  });
});
