import type { Priority } from "#policies/priority.ts";
import type { BilingualText } from "#policies/text.ts";
import type { Attained, Better } from "#server/partners/attainment.ts";
import type { EventDetail, HistoryLine, JourneyView } from "#server/requests/request-view.ts";
import type { Item } from "#surveys/form.ts";

/** Where a request stands among those that wait. */
export type Standing = {
  readonly score: number;
  readonly slices: Priority["slices"];
  readonly rank: number;
  readonly of: number;
  readonly ranks: { readonly best: number; readonly worst: number };
  readonly standing: "stable" | "contested";
  readonly tie?: "waiting" | "lot";
  /** Version of the weights. */
  readonly weights: number;
  readonly seed: string;
};

/** A partner's request in a list. */
export type PartnershipLine = {
  readonly id: string;
  readonly partnerId: string;
  readonly partner: string;
  readonly region: string;
  readonly service: string;
  readonly title: string;
  readonly expected: number;
  readonly reached: number | null;
  readonly openedAt: number;
  readonly step: string | null;
  readonly stepName: BilingualText;
  readonly ending: string | null;
  readonly since: number;
  readonly seq: number;
  /** While the committee has not decided; null otherwise. */
  readonly standing: Standing | null;
};

export type ReportState = "ahead" | "open" | "soon" | "overdue" | "filed" | "filedLate";
export type ReportView = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly dueOn: string;
  readonly filedAt: number | null;
  readonly state: ReportState;
  /** Days until it is due; negative once it is late. */
  readonly days: number;
  readonly narrative: string;
  readonly reached: number | null;
  readonly values: readonly { readonly indicator: string; readonly actual: number; readonly evidence: string }[];
};

export type IndicatorView = {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly baseline: number;
  readonly target: number;
  readonly better: Better;
  /** What was filed, oldest first. */
  readonly points: readonly {
    readonly reportId: string;
    readonly on: string;
    readonly actual: number;
    readonly attained: Attained;
  }[];
};

export type Signature = { readonly at: number; readonly by: string };
export type AgreementView = {
  readonly id: string;
  readonly type: "memorandum" | "execution";
  readonly associationDuties: string;
  readonly partnerDuties: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly association: Signature | null;
  readonly partner: Signature | null;
};

export type EvaluationView = {
  /** What the reader's own side is asked. */
  readonly form: readonly Item[];
  /** Own answers at once, the other side's when both have answered; each with the questions of that side. */
  readonly sides: readonly {
    readonly side: "association" | "partner";
    readonly at: number;
    readonly form: readonly Item[];
    readonly answers: Readonly<Record<string, unknown>> | null;
  }[];
};

/** Everything about one partnership, for those who work on it; a partner gets it without the association's own notes. */
export type PartnershipView = PartnershipLine & {
  readonly aims: string;
  readonly answers: readonly { readonly title: BilingualText; readonly text: BilingualText }[];
  readonly journeyView: JourneyView;
  /** Names of all ways out that the journey has, by id. */
  readonly ways: Readonly<Record<string, BilingualText>>;
  readonly history: readonly (HistoryLine & { readonly detail: PartnershipDetail })[];
  readonly criteria: readonly { readonly id: string; readonly name: BilingualText }[];
  readonly study: readonly {
    readonly criterion: string;
    readonly score: number;
    readonly note: string;
    readonly by: string;
    readonly at: number;
  }[];
  /** How it stood when the committee decided; null before, and for the partner, whom the others do not concern. */
  readonly decidedOn: Omit<Standing, "tie"> | null;
  /** The score of this request alone and its parts, once decided: what its partner is told of it. */
  readonly ownScore: Pick<Standing, "score" | "slices"> | null;
  readonly quorum: number;
  readonly agreement: AgreementView | null;
  readonly indicators: readonly IndicatorView[];
  readonly reports: readonly ReportView[];
  readonly deliveries: readonly {
    readonly id: string;
    readonly on: string;
    readonly what: string;
    readonly reached: number;
  }[];
  readonly evaluation: EvaluationView | null;
};

export type PartnershipDetail = EventDetail & {
  readonly override?: string;
  readonly priority?: Omit<Standing, "tie">;
};

/** Something that one side is expected to do now. */
export type Reminder = {
  readonly kind: "sign" | "report" | "evaluate";
  readonly requestId: string;
  readonly title: string;
  readonly partnerId: string;
  readonly partner: string;
  readonly reportId?: string;
  readonly dueOn?: string;
  /** Days until it is due; negative once it is late. */
  readonly days?: number;
};
