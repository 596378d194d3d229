import { betterAuth } from "better-auth";
import type { Settings } from "#server/env.ts";
import { isSameOrigin } from "#server/http/same-origin.ts";
import type { Store } from "#server/store/store.ts";

/**
 * Accounts of people: e-mail and password, sessions in the store. Nobody can sign up; people are invited. Addresses of
 * people are not kept, and sessions are read from the store at every request.
 */
export function createAuth({ settings, store }: { settings: Settings; store: Store }) {
  return betterAuth({
    baseURL: settings.publicUrl,
    basePath: "/api/auth",
    secret: settings.secret,
    // The library trusts one name only, but a house has several (localhost, 127.0.0.1, the name in PUBLIC_URL): the page
    // and the request must agree on one, as everywhere in the API.
    trustedOrigins: (request) => (request && isSameOrigin(request) ? [request.headers.get("origin") ?? ""] : []),
    database: { db: store.writer, type: store.dialect },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    // True until its owner has chosen a password of their own; nobody can send it.
    user: { additionalFields: { hasFirstPassword: { type: "boolean", required: false, input: false } } },
    session: { expiresIn: 60 * 60 * 12, updateAge: 60 * 60, cookieCache: { enabled: false } },
    rateLimit: { enabled: true, window: 60, max: 60, customRules: { "/sign-in/email": { window: 60, max: 10 } } },
    advanced: {
      cookiePrefix: "rida",
      ipAddress: { disableIpTracking: true },
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure: settings.publicUrl.startsWith("https:") },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

export type Auth = ReturnType<typeof createAuth>;
