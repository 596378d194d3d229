import type { TFunction } from "i18next";
import type { ActionView } from "#web/api/actions.ts";

export type Unit = { readonly id: string; readonly name: { readonly ar: string; readonly en: string } };

/** Roles that can be responsible for an improvement. */
export const OWNER_ROLES = [
  ...(["quality", "officer", "researcher", "clinician"] as const),
  ...(["committee", "projects", "admin", "board"] as const),
];

/** The unit's or the role's name. */
export function ownerName(
  action: Pick<ActionView, "owner" | "ownerName">,
  language: "ar" | "en",
  t: TFunction,
): string {
  if (action.ownerName) return action.ownerName[language];
  const role = OWNER_ROLES.find((one) => one === action.owner);
  return role ? t(`role.${role}`) : action.owner;
}
