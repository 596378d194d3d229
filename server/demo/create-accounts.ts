import { createHmac } from "node:crypto";
import { createPerson } from "#server/accounts/create-person.ts";
import type { Role } from "#server/accounts/roles.ts";
import type { Deps } from "#server/deps.ts";

export type SignIn = {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
  /** Ids of the associations that this person belongs to. */
  readonly associations: readonly string[];
};

const PEOPLE: readonly { readonly role: Role; readonly name: string }[] = [
  { role: "admin", name: "مدير النظام" },
  { role: "quality", name: "مسؤول الجودة" },
  { role: "officer", name: "موظف علاقات المستفيدين" },
  { role: "board", name: "عضو مجلس الإدارة" },
];

/** One sign-in per role at one association, and a quality officer of them all. */
export async function createAccounts(
  deps: Pick<Deps, "auth" | "store" | "clock" | "settings">,
  { seed, home, associations }: { seed: string; home: string; associations: readonly string[] },
): Promise<SignIn[]> {
  const signIns: SignIn[] = [];
  for (const { role, name } of PEOPLE) {
    signIns.push(
      await createAccount(deps, { seed, role, name, email: `${role}@${home}.example`, associations: [home] }),
    );
  }
  const everywhere = { role: "quality", name: "مسؤول الجودة في الجمعيات كلها", email: "quality@rida.example" } as const;
  const others = associations.filter((id) => id !== home);
  signIns.push(await createAccount(deps, { seed, ...everywhere, associations: [home, ...others] }));
  return signIns;
}

async function createAccount(
  deps: Pick<Deps, "auth" | "store" | "clock" | "settings">,
  person: { seed: string; role: Role; name: string; email: string; associations: readonly [string, ...string[]] },
): Promise<SignIn> {
  const { role, name, email, associations } = person;
  const password = toPassword(deps.settings.secret, `${person.seed}\0${email}`);
  const [first, ...more] = associations;
  const { userId } = await createPerson(deps, { email, name, password, associationId: first, role });
  const created_at = deps.clock();
  await deps.store.write(async (tx) => {
    for (const association_id of more) {
      await tx.insertInto("membership").values({ association_id, user_id: userId, role, created_at }).execute();
    }
  });
  return { role, email, password, associations };
}

const LETTERS = "abcdefghjkmnpqrstvwxyz23456789";

/**
 * Four groups of four: easy to copy from a screen, and never the same in two installations, since the installation's
 * secret is in it.
 */
function toPassword(secret: string, label: string): string {
  const mac = createHmac("sha256", secret).update(`demo-password\0${label}`).digest();
  const letters = Array.from(mac.subarray(0, 16), (byte) => LETTERS[byte % LETTERS.length]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}
