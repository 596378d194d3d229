import { Hono } from "hono";
import { z } from "zod";
import type { Deps } from "#server/deps.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";
import { finishReview, ReviewOutcome } from "#server/reviews/finish-review.ts";
import { listReviews, readReviewCursor } from "#server/reviews/list-reviews.ts";

const Page = z.strictObject({
  association: z.string().optional(),
  state: z.enum(["due", "done"]).default("due"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d\.[0-9a-f-]{36}$/)
    .optional(),
});

/** Looking again at beneficiaries' data, so that entitlement continues (clause T10). */
export function reviewRoutes(deps: Deps) {
  const receives = requireCaller(deps, "receivePeople");
  return new Hono<CallerVariables>()
    .get("/reviews", receives, async (c) => {
      const { state, limit, cursor } = parseInput(Page, c.req.query());
      const from = cursor === undefined ? undefined : readReviewCursor(cursor);
      return c.json(await listReviews(deps, c.get("caller").associationId, { state, limit, cursor: from }));
    })
    .post("/reviews/:id/outcome", receives, async (c) => {
      const found = parseInput(ReviewOutcome, await readJson(c.req.raw));
      return c.json(await finishReview(deps, c.get("caller"), c.req.param("id"), found));
    });
}
