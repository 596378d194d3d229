import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "#server/errors.ts";

/**
 * Slows guessing of passwords: per account and address together, so that nobody can lock another person out, and per
 * address. The answer is the same whether the account exists or not.
 */
export function throttleSignIn() {
  const perAccount = new RateLimiterMemory({ points: 8, duration: 300 });
  const perAddress = new RateLimiterMemory({ points: 60, duration: 300 });
  return createMiddleware(async (c, next) => {
    const address = addressOf(c);
    const account = await accountOf(c);
    try {
      await perAddress.consume(address);
      await perAccount.consume(`${address} ${account}`);
    } catch {
      c.header("Retry-After", "300");
      throw new AppError("tooMany", "Too many attempts. Wait five minutes and try again.");
    }
    await next();
  });
}

async function accountOf(c: Context): Promise<string> {
  const body: unknown = await c.req.raw
    .clone()
    .json()
    .catch(() => null);
  const email = typeof body === "object" && body !== null && "email" in body ? body.email : "";
  return typeof email === "string" ? email.trim().toLowerCase().slice(0, 200) : "";
}

function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? "";
  } catch {
    return "";
  }
}
