import type { z } from "zod";
import type { HeldVerdict } from "#server/comments/judge-held.ts";
import type { HeldComment } from "#server/comments/list-held.ts";
import type { ComplaintAnswer } from "#server/complaints/answer-complaint.ts";
import type { ComplaintLine } from "#server/complaints/complaint-line.ts";
import type { ComplaintView } from "#server/complaints/read-complaint.ts";
import type { NewComplaint } from "#server/complaints/record-complaint.ts";
import { call } from "#web/api.ts";

export type { HeldComment } from "#server/comments/list-held.ts";
export type { ComplaintLine, ComplaintOutcome } from "#server/complaints/complaint-line.ts";
export type { ComplaintView } from "#server/complaints/read-complaint.ts";

const one = (id: string) => `/complaints/${encodeURIComponent(id)}`;

export const listComplaints = (association: string, state: "open" | "closed", cursor: string) =>
  call<{ complaints: ComplaintLine[]; next: string | null }>("GET", "/complaints", undefined, {
    ...{ association, state },
    ...(cursor ? { cursor } : {}),
  });
export const recordComplaint = (association: string, complaint: z.input<typeof NewComplaint>) =>
  call<{ id: string; code: string; link: string; dueOn: string }>("POST", "/complaints", complaint, { association });
/** The complaint with its words; that it was read is written down. */
export const readComplaint = (association: string, id: string) =>
  call<ComplaintView>("GET", one(id), undefined, { association });
export const acknowledgeComplaint = (association: string, id: string, seq: number) =>
  call<ComplaintView>("POST", `${one(id)}/acknowledgement`, { seq }, { association });
export const answerComplaint = (association: string, id: string, answer: z.input<typeof ComplaintAnswer>) =>
  call<ComplaintView>("POST", `${one(id)}/answer`, answer, { association });

export const listHeldComments = (association: string) =>
  call<{ comments: HeldComment[] }>("GET", "/comments/held", undefined, { association });
export const judgeHeldComment = (association: string, id: string, verdict: HeldVerdict) =>
  call<{ judged: true }>("POST", `/comments/held/${encodeURIComponent(id)}`, verdict, { association });
