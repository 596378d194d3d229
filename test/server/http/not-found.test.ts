import { describe, expect, test } from "vitest";
import { testServers } from "#test/support/test-server.ts";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

describe("what is not there", () => {
  const open = testServers();

  test("is a small page for a browser, in Arabic unless it asks for another language, with the headers of a page", async () => {
    const { url } = await open();
    const response = await fetch(`${url}/nowhere`, { headers: { accept: BROWSER } });
    const html = await response.text();
    expect([response.status, response.headers.get("content-type")]).toEqual([404, "text/html; charset=UTF-8"]);
    expect(html).toContain(`<html lang="ar" dir="rtl">`);
    expect(html).toContain("هذا الرابط لا يعمل");
    expect(html).not.toContain("notFound");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("x-frame-options")).toBe("DENY");
    const english = await fetch(`${url}/nowhere`, { headers: { accept: BROWSER, "accept-language": "en-GB" } });
    expect(await english.text()).toContain(`<html lang="en" dir="ltr">`);
  });

  test("is problem+json for programs, for the API, and for what is sent", async () => {
    const { url } = await open();
    for (const [path, init] of [
      ["/nowhere", {}],
      ["/nowhere", { headers: { accept: "application/json" } }],
      ["/nowhere", { method: "POST", headers: { accept: BROWSER } }],
      ["/api", { headers: { accept: BROWSER } }],
      ["/api/v1/nowhere", { headers: { accept: BROWSER } }],
    ] as const) {
      const response = await fetch(`${url}${path}`, init);
      expect([path, response.status, response.headers.get("content-type")]).toEqual([
        path,
        404,
        "application/problem+json",
      ]);
      expect(await response.json()).toMatchObject({ title: "notFound", status: 404 });
    }
  });
});
