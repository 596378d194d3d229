import { createMiddleware } from "hono/factory";
import { AppError } from "#server/errors.ts";

const FORMS = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/**
 * Lets only the house's own forms post to its public pages: what a browser sends for another site is refused, and what is
 * no form. Pages that name nobody as their origin send "null", and old browsers send nothing: both pass.
 */
export function ownForms(publicUrl: string) {
  const own = new URL(publicUrl).host;
  return createMiddleware(async (c, next) => {
    if (c.req.method === "POST") {
      const hosts = [own, c.req.header("host")];
      if (isForeign(c.req.header("sec-fetch-site"), c.req.header("origin"), hosts)) {
        throw new AppError("forbidden", "This form did not come from Rida's own pages.", { reason: "origin" });
      }
      if (!FORMS.test(c.req.header("content-type") ?? "")) throw new AppError("unsupported", "Send a plain HTML form.");
    }
    await next();
  });
}

function isForeign(site: string | undefined, origin: string | undefined, hosts: readonly (string | undefined)[]) {
  if (site === "same-origin") return false;
  if (site === "cross-site" || site === "same-site") return true;
  if (origin === undefined || origin === "null") return false;
  return !URL.canParse(origin) || !hosts.includes(new URL(origin).host);
}
