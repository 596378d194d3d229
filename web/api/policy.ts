import type { EvidencePeriod } from "#server/policy/evidence-period.ts";
import type { PolicyEvidence } from "#server/policy/get-evidence.ts";
import type { PolicyVersion } from "#server/policy/list-versions.ts";
import type { OwnReading, ReadingOverview } from "#server/readings/list-readings.ts";
import type { ShelfTool } from "#server/shelf/list-shelf.ts";
import { call } from "#web/api.ts";

export type { EvidencePeriod } from "#server/policy/evidence-period.ts";
export type {
  CheckEvidence,
  ClauseEvidence,
  FigureEvidence,
  PolicyEvidence,
  ShownEvidence,
} from "#server/policy/get-evidence.ts";
export type { EvidenceState } from "#server/policy/judge-evidence.ts";
export type { Behind } from "#server/policy/leads-to.ts";
export type { PolicyChange } from "#server/policy/compare-policies.ts";
export type { PolicyVersion } from "#server/policy/list-versions.ts";
export type { OwnReading, ReadingOverview } from "#server/readings/list-readings.ts";
export type { ShelfTool } from "#server/shelf/list-shelf.ts";

export type PolicyText = {
  readonly version: number | null;
  readonly clauses: readonly { readonly id: string; readonly text: string; readonly gloss: string }[];
};

export const getPolicyText = (association: string) => call<PolicyText>("GET", "/policy", undefined, { association });

/** The whole page in one request. */
export const getPolicyEvidence = (association: string, period: EvidencePeriod) =>
  call<PolicyEvidence>("GET", "/policy/evidence", undefined, { association, period });
export const listPolicyVersions = (association: string) =>
  call<{ versions: PolicyVersion[] }>("GET", "/policy/versions", undefined, { association });

export const listOwnReadings = (association: string) =>
  call<{ readings: OwnReading[] }>("GET", "/readings", undefined, { association });
export const acknowledge = (association: string, reading: { reading: string; version: number }) =>
  call<{ readings: OwnReading[] }>("POST", "/readings/acknowledgements", reading, { association });
export const listReadingsOfAll = (association: string) =>
  call<ReadingOverview>("GET", "/readings/people", undefined, { association });
export const recordCirculation = (association: string, given: { unit: string; version: number; givenOn: string }) =>
  call<ReadingOverview>("POST", "/readings/circulation", given, { association });

export const listShelf = (association: string) =>
  call<{ tools: ShelfTool[] }>("GET", "/shelf", undefined, { association });
export const addToShelf = (association: string, document: { tool: string; title: string; file: File }) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(document)) body.set(name, value);
  return call<{ id: string; version: number }>("POST", "/shelf", body, { association });
};
/** Address of a document of the shelf. */
export const shelfFile = (association: string, id: string) =>
  `/api/v1/shelf/${encodeURIComponent(id)}?${new URLSearchParams({ association })}`;
