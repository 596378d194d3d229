import { isDeepStrictEqual } from "node:util";
import { valueAt } from "#server/requests/to-answer-lines.ts";
import type { CompiledForm, Json } from "#surveys/form.ts";

/** One item of an application whose answer was corrected; null where there is none. */
export type CorrectedItem = { readonly item: string; readonly before: Json; readonly after: Json };

type Answers = Readonly<Record<string, Json>>;

/** The items whose answers differ, in the order of the form. */
export function compareAnswers(form: Pick<CompiledForm, "items">, before: Answers, after: Answers): CorrectedItem[] {
  return form.items.flatMap((item) => {
    const change = { item: item.id, before: valueAt(before, item) ?? null, after: valueAt(after, item) ?? null };
    return isDeepStrictEqual(change.before, change.after) ? [] : [change];
  });
}
