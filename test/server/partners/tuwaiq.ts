import { randomUUID } from "node:crypto";
import { createKey } from "#server/accounts/create-key.ts";
import type { Role } from "#server/accounts/roles.ts";
import type { AgreementView, PartnershipView, ReportView } from "#server/partners/partnership-view.ts";
import type { TestServer } from "#test/support/test-server.ts";

type Call = (method: "GET" | "POST", path: string, body?: unknown) => Promise<{ status: number; body: Json }>;
// Answers of the API are looked into by each test in its own way.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any;

export type Tuwaiq = {
  readonly projects: Call;
  readonly committee: Call;
  readonly as: (role: Role, partnerId?: string) => Promise<Call>;
  /** A new partner, and calls in its name. */
  readonly partner: (region?: string) => Promise<{ id: string; call: Call }>;
};

/** The association with partners, on a server of its own. */
export async function tuwaiq(server: TestServer): Promise<Tuwaiq> {
  const as = async (role: Role, partnerId?: string): Promise<Call> => {
    const given = { associationId: "tuwaiq", role, label: role, ...(partnerId ? { partnerId } : {}) };
    const { key } = await createKey(server.deps, given);
    return async (method, path, body) => {
      const response = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    };
  };
  const projects = await as("projects");
  return {
    projects,
    committee: await as("committee"),
    as,
    async partner(region = "jazan") {
      const name = `جمعية ${randomUUID().slice(0, 8)}`;
      const { body } = await projects("POST", "/partners", { name, region, field: "التنمية" });
      return { id: body.id, call: await as("partner", body.id) };
    },
  };
}

export const FORMAL_REQUEST = {
  service: "partner-capacity",
  title: "تأهيل منسوبي الجمعية",
  answers: { "service-kind": "training", "expected-beneficiaries": 40, aims: "رفع مهارات العاملين في إدارة المشاريع." },
};

export const scoresOf = (score: number) =>
  ["field", "beneficiaries", "readiness", "fit"].map((criterion) => ({ criterion, score, note: "ملاحظة" }));

export const DECISION = { reason: "أثر متوقع كبير", present: ["نورة", "سعد", "هند"] };

export const AGREEMENT = {
  type: "execution",
  associationDuties: "تقديم البرنامج التدريبي.",
  partnerDuties: "ترشيح المتدربين ورفع التقارير.",
  startsOn: "2026-03-16",
  endsOn: "2026-09-15",
  indicators: [
    { name: "نسبة المتقنين", unit: "٪", baseline: 40, target: 80, better: "higher" },
    { name: "أيام إنجاز المعاملة", unit: "يوم", baseline: 20, target: 10, better: "lower" },
    { name: "عدد المدربين", unit: "مدرب", baseline: 1, target: 5, better: "higher" },
  ],
};

/** Asked for and studied: it waits for the committee. */
export async function waiting({ projects }: Tuwaiq, partner: { call: Call }, score = 3): Promise<PartnershipView> {
  const { body: asked } = await partner.call("POST", "/portal/requests", FORMAL_REQUEST);
  const { body } = await projects("POST", `/partner-requests/${asked.id}/study`, {
    ...{ seq: asked.seq, scores: scoresOf(score) },
  });
  return body;
}

/** Accepted and agreed: `AGREEMENT` is signed by both sides. */
export async function running(house: Tuwaiq, partner: { call: Call }): Promise<PartnershipView> {
  const { id, seq } = await waiting(house, partner);
  const decided = await house.committee("POST", `/partner-decisions/${id}`, {
    ...{ seq, outcome: "accepted", ...DECISION, override: "دورها" },
  });
  const written = await house.projects("POST", `/partner-requests/${id}/agreement`, {
    ...{ seq: decided.body.seq, ...AGREEMENT },
  });
  const agreement: AgreementView = written.body.agreement;
  const signing = { seq: written.body.seq, agreementId: agreement.id };
  await house.projects("POST", `/partner-requests/${id}/sign`, signing);
  const { body } = await partner.call("POST", `/portal/requests/${id}/sign`, signing);
  return body;
}

/** A report that says where each indicator stands. */
export function reportOf(
  { indicators }: Pick<PartnershipView, "indicators">,
  actuals: Readonly<Record<string, number>>,
) {
  return {
    narrative: "عقدنا ست ورش، وبدأ العاملون يطبقون ما تعلموه.",
    reached: 25,
    values: indicators.map(({ id, name }) => ({ indicator: id, actual: actuals[name] ?? 0, evidence: "كشف الحضور" })),
  };
}

export const firstOpen = (reports: readonly ReportView[]) => reports.find(({ filedAt }) => filedAt === null)?.id ?? "";
