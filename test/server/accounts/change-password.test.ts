import { describe, expect, test } from "vitest";
import { createPerson } from "#server/accounts/create-person.ts";
import { testServers, type TestServer } from "#test/support/test-server.ts";

const NEW = "a password of one's own";

function browserOf(server: TestServer) {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.url, ...headers },
      body: JSON.stringify(body),
    });
  return {
    post,
    signIn: async (person: { email: string; password: string }) => cookieOf(await post("sign-in/email", person)),
    me: async (cookie: string) => {
      const response = await fetch(`${server.url}/api/v1/me`, { headers: { cookie } });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

describe.each(["sqlite", "postgres"] as const)("changing one's own password (%s)", (dialect) => {
  const open = testServers();

  test("takes the old one, ends every other session, and keeps this one", async () => {
    const server = await open({ dialect });
    const { post, signIn, me } = browserOf(server);
    const person = await server.person("quality");
    const [here, elsewhere] = [await signIn(person), await signIn(person)];
    const passwords = { currentPassword: person.password, newPassword: NEW };
    const changed = await post("change-password", passwords, { cookie: here });
    expect([changed.status, await changed.json()]).toEqual([200, { done: true }]);
    expect((await me(elsewhere)).status).toBe(401);
    expect((await me(here)).status).toBe(401);
    expect((await me(cookieOf(changed))).body).toMatchObject({ hasFirstPassword: false });
    expect((await post("sign-in/email", person)).status).toBe(401);
    expect((await post("sign-in/email", { ...person, password: NEW })).status).toBe(200);
  });

  test("a first password opens nothing but its own change", async () => {
    const server = await open({ dialect });
    const { post, signIn, me } = browserOf(server);
    const person = { email: "reem@example.org", password: "handed over on paper" };
    await createPerson(server.deps, {
      ...{ ...person, name: "ريم", associationId: "yusr", role: "quality", passwordIs: "handedOver" },
    });
    const cookie = await signIn(person);
    expect((await me(cookie)).body).toMatchObject({ hasFirstPassword: true });
    const closed = await fetch(`${server.url}/api/v1/metrics`, { headers: { cookie } });
    expect([closed.status, await closed.json()]).toMatchObject([403, { reason: "firstPassword" }]);
    const change = (newPassword: string) =>
      post("change-password", { currentPassword: person.password, newPassword }, { cookie });
    expect(await (await change(person.password)).json()).toMatchObject({ status: 422, reason: "samePassword" });
    const own = cookieOf(await change(NEW));
    expect((await me(own)).body).toMatchObject({ hasFirstPassword: false });
    expect((await fetch(`${server.url}/api/v1/metrics`, { headers: { cookie: own } })).status).toBe(200);
  });
});

describe("changing a password that is not one's own", () => {
  const open = testServers();

  test("is refused without a session, from another site, with a wrong or a short one, and with anything besides", async () => {
    const server = await open();
    const { post, signIn } = browserOf(server);
    const person = await server.person("quality");
    const cookie = await signIn(person);
    const passwords = { currentPassword: person.password, newPassword: NEW };
    const outcomes = await Promise.all([
      post("change-password", passwords),
      post("change-password", passwords, { cookie, origin: "https://evil.example" }),
      post("change-password", { ...passwords, newPassword: "short" }, { cookie }),
      post("change-password", { ...passwords, newPassword: "x".repeat(201) }, { cookie }),
      post("change-password", { ...passwords, userId: "another", revokeOtherSessions: false }, { cookie }),
      post("change-password", { ...passwords, newPassword: "x".repeat(20_000) }, { cookie }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([401, 403, 400, 400, 400, 413]);
    const wrong = await post("change-password", { ...passwords, currentPassword: "not the password" }, { cookie });
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { reason: "wrongPassword" }]);
    expect((await post("sign-in/email", person)).status).toBe(200);
  });

  test("by guessing in a session that was left open, is slowed", async () => {
    const server = await open();
    const { post, signIn } = browserOf(server);
    const person = await server.person("quality");
    const cookie = await signIn(person);
    const statuses: number[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const guess = { currentPassword: `a guess, number ${turn}`, newPassword: NEW };
      statuses.push((await post("change-password", guess, { cookie })).status);
    }
    expect(statuses.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 422));
    expect(statuses.slice(8)).toEqual([429, 429]);
    const right = { currentPassword: person.password, newPassword: NEW };
    expect((await post("change-password", right, { cookie })).status).toBe(429);
  });
});
