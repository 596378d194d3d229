import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Settings } from "#server/env.ts";
import { AppError } from "#server/errors.ts";
import { networkOf } from "#server/http/network-of.ts";

/**
 * Slows guessing of passwords: per account and address together, so that nobody can lock another person out from
 * elsewhere, and per address. Only failures count. The answer is the same whether the account exists or not. `whose` names
 * the account that a request is about: the e-mail in its body, unless it is told otherwise.
 */
export function throttleSignIn(
  settings: Pick<Settings, "trustProxy">,
  whose: (request: Request) => Promise<string> = accountOf,
) {
  const perAccount = new RateLimiterMemory({ points: 8, duration: 300 });
  const perAddress = new RateLimiterMemory({ points: 60, duration: 300 });
  return createMiddleware(async (c, next) => {
    const address = addressOf(c, settings.trustProxy);
    // Counted before anything of the body is read, so that refused callers cost nothing.
    await count(c, perAddress, address);
    const account = `${address} ${await whose(c.req.raw)}`;
    await count(c, perAccount, account);
    await next();
    if (!c.res.ok) return;
    await perAccount.delete(account);
    await perAddress.reward(address, 1);
  });
}

async function count(c: Context, limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch {
    c.header("Retry-After", "300");
    throw new AppError("tooMany", "Too many attempts. Wait five minutes and try again.");
  }
}

async function accountOf(request: Request): Promise<string> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  const email = typeof body === "object" && body !== null && "email" in body ? body.email : "";
  return typeof email === "string" ? email.trim().toLowerCase().slice(0, 200) : "";
}

/** The network that a request comes from: the connection's other end, or what one's own proxy says of it. */
export function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  if (forwarded) return networkOf(forwarded.slice(0, 64));
  try {
    return networkOf(getConnInfo(c).remote.address ?? "");
  } catch {
    return "";
  }
}
