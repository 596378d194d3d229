import type { BilingualText } from "#policies/text.ts";
import type { EventDetail, HistoryLine, JourneyView } from "#server/requests/request-view.ts";

/** Where somebody lives after discharge, "" until it is known. */
export type Place = "" | "inside" | "abroad";

/** A case in a list: a number, never a name. */
export type CaseLine = {
  /** Internal number, `2026-0007`. */
  readonly id: string;
  readonly openedAt: number;
  readonly step: string | null;
  readonly ending: string | null;
  readonly since: number;
  readonly seq: number;
  readonly place: Place;
  /** A follow-up should have been made before today, or a ceiling of the policy has passed. */
  readonly isOverdue: boolean;
};

/** How many are at each step now, and how long the longest has been there. */
export type CaseSteps = {
  readonly steps: readonly {
    readonly id: string;
    readonly name: BilingualText;
    readonly clause: string;
    readonly now: number;
    /** When whoever has been there longest came; null where nobody is. */
    readonly longestSince: number | null;
  }[];
  readonly endings: readonly { readonly id: string; readonly name: BilingualText; readonly cases: number }[];
  /** Date where the association works, by the server's clock. */
  readonly today: string;
  readonly now: number;
};

export type CasePerson = { readonly name: string; readonly phone: string; readonly note: string };

/** What a person on a case sees of a report: that there is one. Its id is given to those who may open it. */
export type ReportLine = {
  readonly id: string | null;
  readonly rule: string;
  readonly name: BilingualText;
  readonly writtenAt: number;
  readonly type: "text" | "file";
};

export type FollowUpOutcome = "reached" | "not-reached" | "refused";

export type FollowUpLine = {
  readonly id: string;
  readonly caseId: string;
  /** Days after discharge. */
  readonly day: number;
  readonly dueOn: string;
  readonly place: Place;
  readonly outcome: FollowUpOutcome | "";
  readonly doneAt: number | null;
  /**
   * `ahead`: it cannot be made yet · `open`: its days have come · `overdue` · `again`: not reached, and may be tried until
   * `tryUntil` · `settled`.
   */
  readonly state: "ahead" | "open" | "overdue" | "again" | "settled";
  readonly tryUntil: string;
};

/** One event with what it was about, opened for whoever may work on the case. */
export type CaseHistoryLine = Omit<HistoryLine, "detail"> & {
  readonly detail: CaseDetail;
  /** Name of the way that was taken; of moves only. */
  readonly outcome?: BilingualText;
};

/** What is sealed with an event of a case. */
export type CaseDetail = EventDetail & {
  readonly told?: boolean;
  readonly place?: Place;
  readonly met?: readonly string[];
  readonly level?: number;
  readonly report?: string;
  readonly followUp?: { readonly day: number; readonly outcome: FollowUpOutcome };
};

/** Everything about one case, for those who work on it. */
export type CaseView = CaseLine & {
  readonly person: CasePerson;
  /** Changes with the person's data, so that two who correct them do not overwrite each other. */
  readonly personVersion: string;
  readonly journeyView: JourneyView;
  /** Ways out that set the days of the follow-ups: they ask where the person will be. */
  readonly asksPlace: readonly string[];
  readonly criteria: {
    readonly list: readonly {
      readonly id: string;
      readonly name: BilingualText;
      readonly required: boolean;
      readonly isMet: boolean;
    }[];
    readonly judgedAt: number | null;
    readonly isMine: boolean;
  };
  readonly reports: readonly ReportLine[];
  /** The report that this step asks for; null where it asks for none. */
  readonly asksReport: { readonly rule: string; readonly name: BilingualText; readonly isMine: boolean } | null;
  readonly recovery: {
    /** Lowest first. */
    readonly levels: readonly BilingualText[];
    readonly assessments: readonly {
      readonly assessedAt: number;
      readonly level: number;
      readonly who: string;
      /** "" for whoever does not assess. */
      readonly note: string;
    }[];
    readonly isAsked: boolean;
    readonly isMine: boolean;
  };
  readonly followUps: readonly (FollowUpLine & { readonly note: string; readonly who: string })[];
  readonly mayRecordFollowUps: boolean;
  readonly history: readonly CaseHistoryLine[];
  readonly today: string;
  readonly now: number;
};

export type Programme = {
  readonly id: string;
  readonly title: string;
  readonly heldOn: string;
  readonly service: string;
};

/** Programmes of the stay, and the open codes by which they are evaluated. */
export type Programmes = {
  readonly programmes: readonly Programme[];
  readonly service: string;
  readonly points: readonly { readonly id: string; readonly label: string; readonly link: string }[];
  readonly today: string;
};
