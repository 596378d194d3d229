import { createHmac } from "node:crypto";
import { createPerson } from "#server/accounts/create-person.ts";
import type { Role } from "#server/accounts/roles.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";

export type SignIn = {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
  /** Ids of the associations that this person belongs to. */
  readonly associations: readonly string[];
};

type Person = {
  readonly association: string;
  readonly role: Role;
  readonly name: string;
  /** What stands before the @; the role when left out. */
  readonly as?: string;
};

/** Who works at the demonstration; names that thousands share, with family names that no family has. */
const PEOPLE: readonly Person[] = [
  { association: "yusr", role: "admin", name: "فهد المرساوي" },
  { association: "yusr", role: "quality", name: "لطيفة السراجي" },
  { association: "yusr", role: "officer", name: "منال البرقاوي" },
  { association: "yusr", role: "researcher", name: "عائشة الغصناوي" },
  { association: "yusr", role: "committee", name: "عبدالكريم الوهجي" },
  { association: "yusr", role: "committee", as: "committee2", name: "فوزية الأفقي" },
  { association: "yusr", role: "board", name: "صالح المناري" },
  { association: "ibtissam", role: "officer", name: "هيفاء الشراعي" },
  { association: "ibtissam", role: "researcher", name: "رحاب النسيمي" },
  { association: "ibtissam", role: "clinician", name: "سناء الفيروزي" },
  { association: "tuwaiq", role: "officer", name: "بدر الغمامي" },
  { association: "tuwaiq", role: "researcher", name: "ندى الكوكبي" },
  { association: "tuwaiq", role: "projects", name: "عادل الفلكي" },
  { association: "tuwaiq", role: "committee", name: "مشاعل السحابي" },
  { association: "bazil", role: "officer", name: "حسان الميقاتي" },
  { association: "bazil", role: "researcher", name: "أسماء القنديلي" },
  { association: "bazil", role: "committee", name: "يحيى البلوري" },
  { association: "amal", role: "officer", name: "غادة الشروقي" },
  { association: "amal", role: "researcher", name: "وفاء الظلالي" },
  { association: "amal", role: "committee", name: "جمال الأثيري" },
];
const EVERYWHERE = { role: "quality", name: "مسؤول الجودة في الجمعيات كلها", email: "quality@rida.example" } as const;
const PARTNER_PEOPLE = ["سعد الواحي", "إيمان النبراسي"] as const;

/** Who can do what at the demonstration, as the product's verbs know them. */
export type Staff = (associationId: string, role: Role) => readonly [Caller, ...Caller[]];

export type Accounts = { readonly signIns: readonly SignIn[]; readonly staff: Staff };

/**
 * One sign-in or two per role where it has work, a quality officer of all associations, and one person of each partner of
 * `partners`, in their order.
 */
export async function createAccounts(
  deps: Pick<Deps, "auth" | "store" | "clock" | "settings">,
  {
    seed,
    associations,
    partners,
  }: {
    seed: string;
    associations: readonly string[];
    partners: { readonly of: string; readonly ids: readonly string[] };
  },
): Promise<Accounts> {
  const own = PEOPLE.map(({ association, role, name, as = role }) => ({
    ...{ role, name, email: `${as}@${association}.example`, associations: [association] as [string] },
  }));
  const guests = partners.ids.map((partnerId, index) => ({
    ...{ role: "partner" as const, name: PARTNER_PEOPLE[index] ?? "ممثل الجمعية الشريكة", partnerId },
    ...{ email: `partner${index + 1}@${partners.of}.example`, associations: [partners.of] as [string] },
  }));
  const [first = "", ...others] = associations;
  const everywhere = { ...EVERYWHERE, associations: [first, ...others] as [string, ...string[]] };
  // Hashing a password takes long on purpose, so all are hashed at the same time.
  const accounts = await Promise.all(
    [...own, ...guests, everywhere].map((person) => createAccount(deps, { seed, ...person })),
  );
  const callers = accounts.flatMap((account) => account.callers);
  return {
    signIns: accounts.map(({ signIn }) => signIn),
    staff(associationId, role) {
      const [one, ...more] = callers.filter((caller) => caller.associationId === associationId && caller.role === role);
      if (!one) throw new Error(`the demonstration has no ${role} at ${associationId}`);
      return [one, ...more];
    },
  };
}

async function createAccount(
  deps: Pick<Deps, "auth" | "store" | "clock" | "settings">,
  person: {
    seed: string;
    role: Role;
    name: string;
    email: string;
    associations: readonly [string, ...string[]];
    partnerId?: string;
  },
): Promise<{ signIn: SignIn; callers: Caller[] }> {
  const { role, name, email, associations, partnerId } = person;
  const password = toPassword(deps.settings.secret, `${person.seed}\0${email}`);
  const [first, ...more] = associations;
  const at = partnerId === undefined ? {} : { partnerId };
  const { userId } = await createPerson(deps, { email, name, password, associationId: first, role, ...at });
  const created_at = deps.clock();
  await deps.store.write(async (tx) => {
    for (const association_id of more) {
      await tx.insertInto("membership").values({ association_id, user_id: userId, role, created_at }).execute();
    }
  });
  const callers = associations.map((associationId): Caller => ({
    ...{ type: "person", id: userId, name, associationId, role, partnerId: partnerId ?? null },
  }));
  return { signIn: { role, email, password, associations }, callers };
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
