import { Hono, type Context } from "hono";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { escapeHtml } from "#surveys/html-form.ts";
import { WITHDRAW_LANGUAGES, withdrawTexts, type WithdrawTexts } from "#surveys/withdraw-texts.ts";
import { withdrawComment } from "#server/comments/withdraw-comment.ts";
import type { Deps } from "#server/deps.ts";
import { readText } from "#server/http/body-within.ts";
import { addressOf } from "#server/http/sign-in-throttle.ts";
import { readFollowCode } from "#server/requests/follow-code.ts";
import { NEUTRAL_COLOUR, renderFrame } from "#server/respond/page-frame.ts";
import { pageHeaders } from "#server/respond/page-headers.ts";
import { chooseLanguage } from "#server/respond/page-language.ts";

/** Receipts tried from one address in an hour; they have 80 bits, this keeps the house quiet. */
const AN_HOUR = { points: 60, duration: 3_600 };

/**
 * Taking back what one wrote, at `/w` (clause C7b): the receipt, then the question, then it is erased. The receipt travels in
 * bodies only, so that no history keeps it; the page belongs to no association.
 */
export function withdrawPageRoutes(deps: Deps) {
  const throttle = new RateLimiterMemory(AN_HOUR);
  return new Hono()
    .use("/w", pageHeaders)
    .get("/w", (c) => c.html(render(languageOf(c), ({ heading, lead }) => words(heading, lead), askReceipt)))
    .post("/w", async (c) => {
      const fields = new URLSearchParams(await readText(c, 4_096));
      const language = languageOf(c, fields.get("language") ?? undefined);
      // A receipt has the shape of a code: what is typed of either is read alike.
      const receipt = readFollowCode(fields.get("receipt") ?? "");
      const none = () =>
        c.html(
          render(language, ({ none, noneMore }) => words(none, noneMore), askReceipt),
          404,
        );
      if (receipt === undefined) return none();
      if (fields.get("erase") !== "yes") {
        return c.html(render(language, ({ sure, sureMore }) => words(sure, sureMore), confirm(receipt)));
      }
      try {
        await throttle.consume(addressOf(c, deps.settings.trustProxy));
        const came = await withdrawComment(deps, receipt);
        if (came === "none") return none();
        return c.html(
          render(
            language,
            ({ done, doneMore }) => words(done, doneMore),
            () => "",
          ),
        );
      } catch (error) {
        if (error instanceof Error) deps.log.error({ err: error }, "a comment could not be withdrawn");
        return c.html(
          render(language, ({ sure, later }) => words(sure, later), confirm(receipt)),
          503,
        );
      }
    });
}

type Part = (texts: WithdrawTexts, language: string) => string;

function render(language: string, head: Part, form: Part): string {
  const texts = withdrawTexts(language);
  return renderFrame({
    ...{ language, title: texts.heading, languages: WITHDRAW_LANGUAGES, colour: NEUTRAL_COLOUR },
    main: `${head(texts, language)}\n${form(texts, language)}`,
  });
}

function words(heading: string, more: string): string {
  return `<h1>${escapeHtml(heading)}</h1>\n<p>${escapeHtml(more)}</p>`;
}

const askReceipt: Part = (texts, language) => `<form method="post" action="/w" autocomplete="off">
<input type="hidden" name="language" value="${language}">
<div class="question"><label for="receipt">${escapeHtml(texts.receipt)}</label>
<input id="receipt" name="receipt" required maxlength="80" dir="ltr" autocapitalize="characters" spellcheck="false"></div>
<button type="submit" class="send">${escapeHtml(texts.next)}</button>
</form>`;

function confirm(receipt: string): Part {
  return (texts, language) => `<form method="post" action="/w" autocomplete="off">
<input type="hidden" name="language" value="${language}">
<input type="hidden" name="receipt" value="${escapeHtml(receipt)}">
<input type="hidden" name="erase" value="yes">
<button type="submit" class="send">${escapeHtml(texts.erase)}</button>
</form>`;
}

function languageOf(c: Context, posted?: string): string {
  const wanted = [c.req.query("lang"), posted];
  return chooseLanguage({ wanted, accept: c.req.header("accept-language"), offered: WITHDRAW_LANGUAGES });
}
