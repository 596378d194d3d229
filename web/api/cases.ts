import type { CaseLine, CaseSteps, CaseView, FollowUpLine, Programmes } from "#server/cases/case-view.ts";
import { call, send } from "#web/api.ts";

export type {
  CaseHistoryLine,
  CaseLine,
  CasePerson,
  CaseSteps,
  CaseView,
  FollowUpLine,
  Programmes,
  ReportLine,
} from "#server/cases/case-view.ts";

export const listCases = (association: string, filters: Readonly<Record<string, string>>) =>
  call<{ cases: CaseLine[]; next: string | null; now: number }>("GET", "/cases", undefined, {
    association,
    ...filters,
  });
export const countSteps = (association: string) => call<CaseSteps>("GET", "/cases/steps", undefined, { association });
export const listFollowUps = (association: string) =>
  call<{ followUps: FollowUpLine[]; today: string; more: boolean }>("GET", "/cases/follow-ups", undefined, {
    association,
  });
export const listProgrammes = (association: string) =>
  call<Programmes>("GET", "/cases/programmes", undefined, { association });
export const recordProgramme = (association: string, programme: { title: string; heldOn: string }) =>
  call<Programmes>("POST", "/cases/programmes", programme, { association });

export const openCase = (association: string, person: { name: string; phone: string; note: string }) =>
  call<CaseView>("POST", "/cases", person, { association });
export const readCase = (association: string, id: string) =>
  call<CaseView>("GET", `/cases/${encodeURIComponent(id)}`, undefined, { association });

/** Does something with a case (`moves`, `criteria`, `reports`, …); `body` holds the `seq` that was seen. */
export const actOnCase = (association: string, id: string, what: string, body: unknown) =>
  call<CaseView>("POST", `/cases/${encodeURIComponent(id)}/${what}`, body, { association });

/** Opens a restricted report: text to be read here, or a file to be kept. */
export async function openReport(
  association: string,
  about: { id: string; documentId: string; reason: string },
): Promise<{ text: string } | { file: Blob }> {
  const path = `/api/v1/cases/${encodeURIComponent(about.id)}/reports/${encodeURIComponent(about.documentId)}/open`;
  const response = await send(`${path}?${new URLSearchParams({ association })}`, {
    method: "POST",
    body: JSON.stringify({ reason: about.reason }),
    headers: { "Content-Type": "application/json" },
  });
  const isText = response.headers.get("content-type")?.startsWith("text/plain") ?? false;
  return isText ? { text: await response.text() } : { file: await response.blob() };
}
