import { describe, expect, test } from "vitest";
import { TEST_NOW } from "#test/support/factories.ts";
import { testServers } from "#test/support/test-server.ts";

describe("the first person", () => {
  const open = testServers();

  test("comes in with the printed token, once, and signs in", async () => {
    const server = await open();
    const origin = { "content-type": "application/json", origin: server.url };
    const post = (path: string, body: unknown, headers: Record<string, string> = origin) =>
      fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const first = { name: "سارة", email: "Sara@example.org", password: "a long enough password", association: "yusr" };
    expect((await post("/api/v1/setup", { ...first, token: "guessed" })).status).toBe(403);
    expect((await post("/api/v1/setup", { ...first, token: server.deps.setupToken })).status).toBe(201);
    expect((await post("/api/v1/setup", { ...first, token: server.deps.setupToken })).status).toBe(409);

    const signIn = { email: "sara@example.org", password: first.password };
    expect((await post("/api/auth/sign-in/email", signIn, { "content-type": "application/json" })).status).toBe(403);
    expect((await post("/api/auth/sign-in/email", signIn, { ...origin, origin: "https://evil.example" })).status).toBe(
      403,
    );
    expect((await post("/api/auth/sign-in/email", { ...signIn, password: "wrong password" })).status).toBe(401);
    expect(
      (await post("/api/auth/sign-up/email", { ...signIn, email: "x@example.org", name: "x" })).status,
    ).toBeGreaterThanOrEqual(400);
    const otherName = server.url.replace("127.0.0.1", "localhost");
    const byOtherName = await fetch(`${otherName}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { ...origin, origin: otherName },
      body: JSON.stringify(signIn),
    });
    expect(byOtherName.status).toBe(200);
    const session = await post("/api/auth/sign-in/email", signIn);
    expect(session.status).toBe(200);
    const cookie = session.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const me = await fetch(`${server.url}/api/v1/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({
      user: { name: "سارة" },
      memberships: [
        {
          role: "admin",
          association: { id: "yusr", forms: expect.arrayContaining([{ id: "pilgrim", name: expect.anything() }]) },
        },
      ],
    });

    await server.deps.store.write((tx) => tx.deleteFrom("membership").where("association_id", "=", "yusr").execute());
    const removed = await fetch(`${server.url}/api/v1/metrics`, { headers: { cookie } });
    expect(removed.status).toBe(403);
  });

  test("guesses at a password are slowed, alike for people who exist and people who do not", async () => {
    const server = await open({ clock: () => TEST_NOW });
    const { email } = await server.person("quality");
    const guess = (who: string) =>
      fetch(`${server.url}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: server.url },
        body: JSON.stringify({ email: who, password: "not the password" }),
      }).then((response) => response.status);
    const outcomes = async (who: string) => {
      const statuses: number[] = [];
      for (let turn = 0; turn < 10; turn += 1) statuses.push(await guess(who));
      return statuses;
    };
    const known = await outcomes(email);
    expect(known).toEqual(await outcomes("nobody@example.org"));
    expect(known.at(-1)).toBe(429);
  });
});
