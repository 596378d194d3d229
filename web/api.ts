import type { z } from "zod";
import type { CommentRow } from "#analytics/analytics.ts";
import type { MetricQuery as MetricQuerySchema, MetricResult } from "#analytics/query.ts";
import type { BilingualText, BeneficiaryKind, Channel, Sensitivity } from "#policies/schema.ts";
import type { Json, LintFinding } from "#surveys/form.ts";
import type { Permission, Role } from "#server/accounts/roles.ts";
import type { ErrorCode } from "#server/errors.ts";
import type { FormEntry } from "#server/forms/list-forms.ts";

export type { CommentRow } from "#analytics/analytics.ts";
export type { CellState, MetricResult, MetricRow, MetricValue } from "#analytics/query.ts";
export type { MetricId } from "#analytics/metrics/catalogue.ts";
export type { DimensionId } from "#analytics/metrics/dimensions.ts";
export type { FormEntry } from "#server/forms/list-forms.ts";
export type { LintFinding } from "#surveys/form.ts";
export type { Permission } from "#server/accounts/roles.ts";

/** What is asked of `POST /metrics/query`; parts with defaults may be left out. */
export type MetricQuery = z.input<typeof MetricQuerySchema>;

/** What the server refused, or that it could not be reached (`offline`). */
export class ApiError extends Error {
  readonly code: ErrorCode | "failed" | "offline";
  readonly status: number;
  /** The problem's other members: `findings`, `issues`, `field`, … */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ApiError["code"], status: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

export type Association = {
  readonly id: string;
  readonly name: BilingualText;
  readonly shortName: BilingualText;
  readonly colour: string;
  readonly sensitivity: Sensitivity;
  readonly k: number;
  readonly calendar: "gregorian" | "hijri";
  readonly languages: readonly string[];
  readonly services: readonly { id: string; name: BilingualText; sensitivity: Sensitivity; k: number }[];
  readonly channels: readonly Pick<Channel, "id" | "name" | "kind">[];
  readonly kinds: readonly BeneficiaryKind[];
};

export type Membership = { readonly role: Role; readonly permissions: readonly Permission[]; readonly association: Association };
export type Me = { readonly user: { name: string; email: string }; readonly memberships: readonly Membership[] };
export type Setup = { readonly needed: boolean; readonly associations: readonly { id: string; name: BilingualText }[] };
export type FirstPerson = { token: string; name: string; email: string; password: string; association: string };

export const getMe = () => call<Me>("GET", "/me");
export const getSetup = () => call<Setup>("GET", "/setup");
export const setUp = (person: FirstPerson) => call<{ done: true }>("POST", "/setup", person);
export const signIn = (person: { email: string; password: string }) => post("/api/auth/sign-in/email", person);
export const signOut = () => post("/api/auth/sign-out", {});

/** One entry of the catalogue, as printed under "how is this computed?". */
export type MetricEntry = {
  readonly id: string;
  readonly label: BilingualText;
  readonly description: BilingualText;
  readonly source?: string;
};
export const listMetrics = (association: string) => call<{ metrics: MetricEntry[] }>("GET", "/metrics", undefined, { association });

/** All tiles of a screen in one request; results in the order of the queries. */
export const queryMetrics = (association: string, queries: readonly MetricQuery[]) =>
  call<{ results: MetricResult[] }>("POST", "/metrics/query", { queries }, { association });

export type CommentQuestion = { from: string; to: string; limit: number; filters: Readonly<Record<string, readonly string[]>> };
export const listComments = (association: string, { from, to, limit, filters }: CommentQuestion) =>
  call<{ comments: CommentRow[]; state: "ok" | "sealed" }>("GET", "/comments", undefined, {
    ...{ association, from, to, limit: String(limit) },
    ...(Object.keys(filters).length > 0 ? { filters: JSON.stringify(filters) } : {}),
  });

/** Address of the stream that says when numbers moved on. */
export const eventsAddress = (association: string) => `/api/v1/events?${new URLSearchParams({ association })}`;

export const listForms = (association: string) => call<{ forms: FormEntry[] }>("GET", "/forms", undefined, { association });
export const getForm = (association: string, id: string, version: number) =>
  call<{ id: string; version: number; publishedAt: number | null; definition: Json }>(
    ...(["GET", `/forms/${encodeURIComponent(id)}`, undefined, { association, version: String(version) }] as const),
  );
export const addForm = (association: string, form: { id: string; title?: string; definition: Json }) =>
  call<{ id: string; version: number; items: number }>("POST", "/forms", form, { association });
export const publishForm = (association: string, id: string) =>
  call<{ id: string; version: number }>("POST", `/forms/${encodeURIComponent(id)}/publish`, {}, { association });

/** Findings of the linter in a refusal, none otherwise. */
export function findingsOf(error: unknown): readonly LintFinding[] {
  const findings = error instanceof ApiError ? error.details["findings"] : undefined;
  return Array.isArray(findings) ? (findings as LintFinding[]) : [];
}

type Query = Readonly<Record<string, string>>;

/** Calls `/api/v1`; throws an ApiError for every answer that is not a success. */
export async function call<T>(method: "GET" | "POST", path: string, body?: unknown, query: Query = {}): Promise<T> {
  const search = new URLSearchParams(query).toString();
  const response = await send(`/api/v1${path}${search ? `?${search}` : ""}`, {
    method,
    ...(body instanceof FormData ? { body } : {}),
    ...(body === undefined || body instanceof FormData
      ? {}
      : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  return (await response.json()) as T;
}

async function post(path: string, body: unknown): Promise<void> {
  await send(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
}

/** Sends a request with the session; turns problem+json and silence into an ApiError. */
export async function send(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...init });
  } catch {
    throw new ApiError("offline", 0, "The server cannot be reached.");
  }
  if (!response.ok) throw await toApiError(response);
  return response;
}

async function toApiError(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { title, detail, ...details } = problem;
  const code = typeof title === "string" ? (title as ApiError["code"]) : BY_STATUS[response.status];
  return new ApiError(code ?? "failed", response.status, typeof detail === "string" ? detail : response.statusText, details);
}

// The accounts library answers with its own shape; its status says enough.
const BY_STATUS: Readonly<Record<number, ApiError["code"]>> = { 401: "unauthenticated", 403: "forbidden", 404: "notFound", 429: "tooMany" };
