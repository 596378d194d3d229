import type { z } from "zod";
import type { ReviewOutcome } from "#server/reviews/finish-review.ts";
import type { ReviewLine } from "#server/reviews/list-reviews.ts";
import { call } from "#web/api.ts";

export type { ReviewLine } from "#server/reviews/list-reviews.ts";

export const listReviews = (association: string, state: "due" | "done", cursor: string) =>
  call<{ reviews: ReviewLine[]; next: string | null; overdue: number }>("GET", "/reviews", undefined, {
    ...{ association, state },
    ...(cursor ? { cursor } : {}),
  });
export const finishReview = (association: string, id: string, found: z.input<typeof ReviewOutcome>) =>
  call<{ nextDueOn: string | null }>("POST", `/reviews/${encodeURIComponent(id)}/outcome`, found, { association });
