import type { Role } from "#server/accounts/roles.ts";
import type { Deps } from "#server/deps.ts";
import { recountReadings } from "#server/readings/recount-readings.ts";
import { recordChanges } from "#server/store/store.ts";
import { AppError } from "#server/errors.ts";

type NewPerson = {
  email: string;
  name: string;
  password: string;
  /** Chosen by themselves, or made by somebody else and `handedOver`: then it is changed before anything else. */
  passwordIs?: "own" | "handedOver";
  associationId: string;
  role: Role;
  partnerId?: string;
};

/** Makes an account with a password and gives it a role in an association. Throws `conflict` when the address is taken. */
export async function createPerson(
  deps: Pick<Deps, "auth" | "store" | "clock">,
  person: NewPerson,
): Promise<{ userId: string }> {
  const email = person.email.trim().toLowerCase();
  const context = await deps.auth.$context;
  if (await context.internalAdapter.findUserByEmail(email)) {
    throw new AppError("conflict", "There is an account with this e-mail address already.", { field: "email" });
  }
  const password = await context.password.hash(person.password);
  const user = await context.internalAdapter.createUser(
    { email, name: person.name, emailVerified: true, hasFirstPassword: person.passwordIs === "handedOver" },
    { method: "email-password" },
  );
  await context.internalAdapter.linkAccount({
    userId: user.id,
    providerId: "credential",
    accountId: user.id,
    password,
  });
  await deps.store.write(async (tx) => {
    await tx
      .insertInto("membership")
      .values({
        association_id: person.associationId,
        user_id: user.id,
        role: person.role,
        partner_id: person.partnerId ?? null,
        created_at: deps.clock(),
      })
      .execute();
    // Whoever joins reads the policy.
    await recordChanges(tx, deps.store.dialect, await recountReadings(tx, deps, person.associationId));
  });
  return { userId: user.id };
}
