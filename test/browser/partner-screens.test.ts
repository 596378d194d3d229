import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { createPerson } from "#server/accounts/create-person.ts";
import type { Role } from "#server/accounts/roles.ts";
import { findHouse } from "#server/house.ts";
import { builtAssets } from "#server/http/web-assets.ts";
import { useBrowser } from "#test/support/browser.ts";
import { testServers } from "#test/support/test-server.ts";
import { running, tuwaiq, waiting } from "#test/server/partners/tuwaiq.ts";

const ASSETS = builtAssets(join(findHouse(import.meta.url), "dist", "web"));
const NOW = Date.parse("2026-06-10T07:00:00Z");
/** Pictures of each screen, for whoever wants to look: a folder in `RIDA_SHOTS`. */
const SHOTS = process.env["RIDA_SHOTS"];
const WAYS = [
  ["ar", 360],
  ["en", 1440],
  ...(SHOTS
    ? ([
        ["ar", 1440],
        ["en", 360],
      ] as const)
    : []),
] as const;

async function look(page: Page, name: string): Promise<string[]> {
  if (SHOTS) {
    mkdirSync(SHOTS, { recursive: true });
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  const barriers = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return wide > 0 ? [...barriers, `${wide} px too wide`] : barriers;
}

describe("the screens of partnerships keep nobody out", () => {
  const browser = useBrowser();
  const open = testServers();

  test("in both languages, on a phone and on a desk", { timeout: 118_000 }, async () => {
    const server = await open({ clock: () => NOW, assets: ASSETS });
    const house = await tuwaiq(server);
    const [own, other] = [await house.partner("jazan"), await house.partner("tabuk")];
    const agreed = await running(house, own);
    const asked = await waiting(house, other);
    await waiting(house, own, 2);
    const signIn = async (role: Role, passwordIs: "own" | "handedOver" = "own") => {
      const person = { email: `${role}-${passwordIs}@example.org`, password: "a password long enough" };
      const partnerId = role === "partner" ? { partnerId: own.id } : {};
      await createPerson(server.deps, {
        ...{ ...person, name: "ريم أحمد", associationId: "tuwaiq", role, passwordIs, ...partnerId },
      });
      const page = await (await browser().newContext({ bypassCSP: true, locale: "ar-SA" })).newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(server.url);
      await page.locator("input[name=email]").fill(person.email);
      await page.locator("input[name=password]").fill(person.password);
      await page.locator("button[type=submit]").click();
      await page.locator("input[name=email]").waitFor({ state: "detached" });
      return page;
    };
    const screens: [Page, Record<string, string>][] = [
      [await signIn("partner", "handedOver"), { "first-password": "/" }],
      [
        await signIn("projects"),
        {
          requests: "/partner-requests",
          waiting: `/partner-requests/${asked.id}`,
          running: `/partner-requests/${agreed.id}`,
          partners: "/partners",
          partner: `/partners/${own.id}`,
        },
      ],
      [await signIn("committee"), { decisions: "/partner-decisions", decision: `/partner-decisions/${asked.id}` }],
      [await signIn("partner"), { portal: "/portal", own: `/portal/requests/${agreed.id}` }],
    ];
    const found: [string, string[]][] = [];
    for (const [page, paths] of screens) {
      for (const [language, width] of WAYS) {
        await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        const digits = language === "ar" ? "arab" : "latn";
        await page.evaluate((chosen) => localStorage.setItem("rida.preferences", JSON.stringify(chosen)), {
          ...{ language, digits },
        });
        for (const [name, path] of Object.entries(paths)) {
          await page.goto(`${server.url}${path}`);
          await page.locator("main h2, main form").first().waitFor();
          await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
          found.push([`${name}-${language}-${width}`, await look(page, `${name}-${language}-${width}`)]);
        }
      }
    }
    expect(found.filter(([, barriers]) => barriers.length > 0)).toEqual([]);
  });
});
