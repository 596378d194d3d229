import { z } from "zod";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";

export const PasswordChange = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(12).max(200),
});

/**
 * Gives whoever is signed in a new password and ends every other session of theirs; what was handed over to them is a
 * first password no longer. Answers with the cookie of the session that goes on. Throws `unauthenticated` without a
 * session, `unprocessable` when the current password is wrong or stays the same.
 */
export async function changePassword(
  deps: Pick<Deps, "auth" | "store">,
  headers: Headers,
  change: z.infer<typeof PasswordChange>,
): Promise<{ cookies: string[] }> {
  const session = await deps.auth.api.getSession({ headers });
  if (!session) throw new AppError("unauthenticated", "Sign in first.");
  if (change.newPassword === change.currentPassword) {
    throw new AppError("unprocessable", "Choose a password other than the one until now.", { reason: "samePassword" });
  }
  const answer = await deps.auth.api.changePassword({
    body: { ...change, revokeOtherSessions: true },
    headers,
    asResponse: true,
  });
  if (answer.status === 401) throw new AppError("unauthenticated", "Sign in first.");
  if (!answer.ok) {
    throw new AppError("unprocessable", "The current password is not right.", { reason: "wrongPassword" });
  }
  await deps.store.write((tx) =>
    tx
      .updateTable("user")
      .set({ hasFirstPassword: deps.store.dialect === "sqlite" ? 0 : false })
      .where("id", "=", session.user.id)
      .execute(),
  );
  return { cookies: answer.headers.getSetCookie() };
}
