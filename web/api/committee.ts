import type { z } from "zod";
import type { CommitteeView, QueueLine } from "#server/committee/committee-view.ts";
import type { DecisionInput } from "#server/committee/decide.ts";
import { call, type MetricResult } from "#web/api.ts";

export type { CommitteeView, QueueLine } from "#server/committee/committee-view.ts";

export type TimeToDecision = MetricResult & { readonly period: { readonly from: string; readonly to: string } };
export type Decision = z.input<typeof DecisionInput>;

export const listQueue = (association: string) =>
  call<{ queue: QueueLine[] }>("GET", "/committee", undefined, { association });
export const askTimeToDecision = (association: string) =>
  call<TimeToDecision>("GET", "/committee/time", undefined, { association });
export const readForDecision = (association: string, id: string, language: "ar" | "en") =>
  call<CommitteeView>("GET", `/committee/${encodeURIComponent(id)}`, undefined, { association, lang: language });
export const decideRequest = (association: string, id: string, decision: Decision) =>
  call<CommitteeView>("POST", `/committee/${encodeURIComponent(id)}/decision`, decision, { association });
/** Address of a document before the committee; opening it is written down. */
export const committeeFile = (association: string, id: string, documentId: string) =>
  `/api/v1/committee/${encodeURIComponent(id)}/documents/${encodeURIComponent(documentId)}?${new URLSearchParams({ association })}`;
