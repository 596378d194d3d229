import { z } from "zod";

/** What a person or a machine is to one association. */
export const Role = z.enum(["admin", "quality", "officer", "board"]);
export type Role = z.infer<typeof Role>;

export type Permission =
  | "readMetrics"
  | "readComments"
  | "recordDeliveries"
  | "shareLinks"
  | "manageForms"
  | "importResponses";

/** An officer serves people and must never see how they rated; the board sees figures, not people. */
const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  admin: ["readMetrics", "readComments", "recordDeliveries", "shareLinks", "manageForms", "importResponses"],
  quality: ["readMetrics", "readComments", "importResponses"],
  officer: ["recordDeliveries", "shareLinks"],
  board: ["readMetrics"],
};

export function mayDo(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].includes(permission);
}

export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS[role];
}
