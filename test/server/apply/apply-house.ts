import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { Hono } from "hono";
import { pino } from "pino";
import { applyRoutes } from "#server/apply/routes.ts";
import { followRoutes } from "#server/apply/follow-routes.ts";
import type { Deps } from "#server/deps.ts";
import type { Store } from "#server/store/store.ts";
import { makeRequestPolicy, requestWorld, type World } from "#test/server/requests/request-world.ts";

/** The public pages of requests on a real store, with what they log. */
export async function openHouse(store: Store, policy = makeRequestPolicy()) {
  const world = await requestWorld(store, policy);
  const logged: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      logged.push(chunk.toString());
      done();
    },
  });
  const deps: Deps = { ...world.deps, log: pino({ level: "trace" }, sink) };
  const app = new Hono().route("/", applyRoutes(deps)).route("/", followRoutes(deps));
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { headers });
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await app.request(path, { method: "POST", headers, body });
    return {
      status: response.status,
      location: response.headers.get("location") ?? "",
      headers: response.headers,
      html: await response.text(),
    };
  };
  return { world, app, deps, get, post, logged, path: `/a/${policy.id}/support` };
}

/** What the form of `support` sends when everything is filled in. */
export const filled = (overrides: Record<string, string> = {}) => ({
  "my.submission": randomUUID(),
  "my.language": "ar",
  "my.consent-version": "1",
  "my.behalf": "self",
  "my.name": "نورة القحطاني",
  "my.phone": "٠٥٥١٢٣٤٥٦٧",
  age: "34",
  residence: "lawful",
  need: "مساعدة في الإيجار",
  "my.consent": "yes",
  "my.declare": "yes",
  "my.signature": "نورة القحطاني",
  ...overrides,
});

/** Every request of the store. */
export const requests = ({ deps }: World) => deps.store.read.selectFrom("request").selectAll().execute();
/** The first follow-up code in a text. */
export const codeIn = (text: string) => /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}/.exec(text)?.[0] ?? "";

/** A request that was sent from its page. */
export async function applied(house: Awaited<ReturnType<typeof openHouse>>): Promise<{ code: string; id: string }> {
  const { location } = await house.post(house.path, filled());
  const [row] = await requests(house.world);
  return { code: codeIn(location), id: row?.id ?? "" };
}

/** Every control is labelled, every label and described-by leads somewhere, ids are used once, there is one first heading. */
export function barriersIn(html: string): string[] {
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? "");
  const labels = new Set([...html.matchAll(/<label [^>]*for="([^"]+)"/g)].map(([, id]) => id));
  const controls = [...html.matchAll(/<(input|select|textarea) ([^>]*)>/g)].filter(
    ([, , rest]) => !rest?.includes('type="hidden"'),
  );
  const leads = [...html.matchAll(/(?:for|href|aria-describedby)="#?([^"]*)"/g)].map(
    ([all, to]) => [all, to ?? ""] as const,
  );
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id twice: ${id}`),
    ...controls
      .filter(([, , rest]) => !labels.has(/ ?id="([^"]+)"/.exec(rest ?? "")?.[1]))
      .map(([all]) => `no label: ${all}`),
    ...leads
      .filter(([all]) => !all.startsWith("href") || all.startsWith('href="#'))
      .flatMap(([, to]) => to.split(" ").filter((id) => !ids.includes(id)))
      .map((id) => `leads nowhere: ${id}`),
    ...((html.match(/<h1/g) ?? []).length === 1 ? [] : ["not one first heading"]),
    ...(/<html lang="(ar" dir="rtl|en" dir="ltr)"/.test(html) ? [] : ["no language"]),
    ...(html.includes("<script") ? ["a script"] : []),
  ];
}
