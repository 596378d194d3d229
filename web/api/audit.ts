import type { Role } from "#server/accounts/roles.ts";
import type { AuditLine } from "#server/audit/list-audit.ts";
import { call } from "#web/api.ts";

export type { AuditLine } from "#server/audit/list-audit.ts";

/** Entries by `entity`, `entityId`, `actor`, `on` and `cursor`, latest first. */
export const listAudit = (association: string, filters: Readonly<Record<string, string>>) =>
  call<{ entries: AuditLine[]; next: string | null }>("GET", "/audit", undefined, { association, ...filters });
export const listActors = (association: string) =>
  call<{ actors: { id: string; name: string; role: Role }[] }>("GET", "/audit/actors", undefined, { association });
