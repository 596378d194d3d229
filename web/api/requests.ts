import type { z } from "zod";
import type { CorrectionInput } from "#server/requests/correct-answers.ts";
import type { Offers } from "#server/requests/list-offers.ts";
import type { MoveDetail } from "#server/requests/move-request.ts";
import type { NewRequest } from "#server/requests/new-request.ts";
import type { RequestLine, RequestView } from "#server/requests/request-view.ts";
import { call } from "#web/api.ts";

export type { OfferedService, Offers } from "#server/requests/list-offers.ts";
export type { MoveDetail } from "#server/requests/move-request.ts";
export type {
  DocumentLine,
  HistoryLine,
  JourneyView,
  RequestLine,
  RequestView,
} from "#server/requests/request-view.ts";

/** A request as it is taken down at the desk: the consent was read out and agreed to. */
export type DeskRequest = Omit<z.input<typeof NewRequest>, "consentVersion"> & { readonly consent: true };
export type OpenedRequest = { readonly id: string; readonly code: string; readonly link: string };

const one = (id: string) => `/requests/${encodeURIComponent(id)}`;

export const listRequests = (association: string, filters: Readonly<Record<string, string>>) =>
  call<{ requests: RequestLine[]; next: string | null }>("GET", "/requests", undefined, { association, ...filters });
export const listOffers = (association: string) => call<Offers>("GET", "/requests/offers", undefined, { association });
export const openRequest = (association: string, request: DeskRequest) =>
  call<OpenedRequest>("POST", "/requests", request, { association });
export const readRequest = (association: string, id: string, language: "ar" | "en") =>
  call<RequestView>("GET", one(id), undefined, { association, lang: language });

/** What can be put right of an application: its questions and what is stored. */
export type Correctable = NonNullable<RequestView["correctable"]>;
export type Correction = z.input<typeof CorrectionInput>;
/** Puts answers right; what comes back, problems of the form too, is in `language`. */
export const correctAnswers = (association: string, id: string, language: "ar" | "en", correction: Correction) =>
  call<RequestView>("POST", `${one(id)}/answers`, correction, { association, lang: language });

/** What can be done with a request; `what` is the address below it, the bodies hold the `seq` that was seen. */
export type RequestAct =
  | { readonly what: "moves"; readonly body: { outcome: string; detail: MoveDetail } }
  | { readonly what: "proofs"; readonly body: { need: string; holds: boolean; note?: string } }
  | { readonly what: "declarations"; readonly body: { signedBy: "applicant" | "guardian"; name: string } }
  | { readonly what: "eligibility" | "send" | "return"; readonly body: object };

export const actOnRequest = (association: string, id: string, seq: number, { what, body }: RequestAct) =>
  call<RequestView>("POST", `${one(id)}/${what}`, { seq, ...body }, { association });
/** The follow-up code, to be handed to its person; that it was asked for is written down. */
export const handOverCode = (association: string, id: string) =>
  call<{ code: string; link: string }>("POST", `${one(id)}/code`, {}, { association });
/** Notes that the person was told what the notices say. */
export const markTold = (association: string, id: string) =>
  call<RequestView>("POST", `${one(id)}/told`, {}, { association });

export type Upload = { rule: string; file: File; issuedOn?: string; expiresOn?: string };
export const uploadDocument = (association: string, id: string, upload: Upload) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(upload)) if (value !== "") body.set(name, value);
  return call<RequestView>("POST", `${one(id)}/documents`, body, { association });
};

export type Verdict = { verdict: "verified" | "rejected"; reason?: string; issuedOn?: string; expiresOn?: string };
export const judgeDocument = (association: string, id: string, documentId: string, verdict: Verdict) =>
  call<RequestView>("POST", `${one(id)}/documents/${encodeURIComponent(documentId)}/verdict`, verdict, {
    association,
  });
/** Address of a document; opening it is written down. */
export const documentFile = (association: string, id: string, documentId: string) =>
  `/api/v1${one(id)}/documents/${encodeURIComponent(documentId)}?${new URLSearchParams({ association })}`;
