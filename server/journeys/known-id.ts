import { AppError } from "#server/errors.ts";

/** Throws `unprocessable` naming the field when the policy has no such id; "" stands for what is not said. */
export function assertKnown(field: string, id: string, named: readonly { readonly id: string }[]): void {
  if (id === "" || named.some((one) => one.id === id)) return;
  throw new AppError("unprocessable", `The policy has no ${field} "${id}".`, {
    problems: [{ field, value: id, expected: `one of ${named.map((one) => one.id).join(", ")}` }],
  });
}
