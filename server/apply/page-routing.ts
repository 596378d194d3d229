import type { Context, ErrorHandler } from "hono";
import type { Policy } from "#policies/schema.ts";
import { APPLY_LANGUAGES } from "#server/apply/apply-texts.ts";
import { applyLanguages } from "#server/apply/apply-frame.ts";
import type { Deps } from "#server/deps.ts";
import { problemHandler } from "#server/http/problem.ts";
import { renderNotFoundPage, renderUnavailablePage } from "#server/respond/page-endings.ts";
import { SHOW } from "#server/respond/page-frame.ts";
import { setPageHeaders } from "#server/respond/page-headers.ts";
import { chooseLanguage } from "#server/respond/page-language.ts";

/** The language of a page: asked for in the address, else `preferred`, else the browser's. */
export function languageOf(c: Context, policy: Policy | undefined, preferred?: string): string {
  return chooseLanguage({
    wanted: [c.req.query(SHOW), c.req.query("lang"), preferred],
    accept: c.req.header("accept-language"),
    offered: applyLanguages(policy),
  });
}

/** Whatever goes wrong is a page; the reason goes to the log only. */
export function pageErrors(deps: Pick<Deps, "log">): ErrorHandler {
  const toProblem = problemHandler(deps.log);
  return async (error, c) => {
    const { status } = await toProblem(error, c);
    setPageHeaders(c);
    const language = chooseLanguage({
      wanted: [c.req.query("lang")],
      accept: c.req.header("accept-language"),
      offered: APPLY_LANGUAGES,
    });
    if (status === 404) return c.html(renderNotFoundPage(language), 404);
    if (status >= 500) return c.html(renderUnavailablePage(language), 503, { "Retry-After": "5" });
    return c.html(renderUnavailablePage(language), status as 400);
  };
}
