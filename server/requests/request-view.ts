import type { Actor, Need } from "#policies/journey-schema.ts";
import type { BilingualText } from "#policies/text.ts";
import type { Item, Json } from "#surveys/form.ts";

/** A request in a list, for those who work on it. */
export type RequestLine = {
  readonly id: string;
  readonly service: string;
  readonly channel: string;
  readonly kind: string;
  readonly way: Way;
  readonly openedAt: number;
  readonly journey: string;
  readonly step: string | null;
  readonly ending: string | null;
  readonly since: number;
  readonly seq: number;
  /** Name of the person, opened for this reader. */
  readonly name: string;
  /** Documents that wait to be looked at. */
  readonly waitingDocuments: number;
  /** True once a clock with a ceiling, or fourteen days in one step, has passed. */
  readonly isOverdue: boolean;
};

/** How a request came. */
export type Way = "online" | "phone" | "interview" | "letter" | "walk-in";

export type JourneyView = {
  readonly id: string;
  readonly name: BilingualText;
  readonly steps: readonly {
    readonly id: string;
    readonly name: BilingualText;
    readonly clause: string;
    readonly by: readonly Actor[];
    readonly state: "done" | "now" | "ahead";
    readonly external?: BilingualText;
  }[];
  readonly endings: readonly { readonly id: string; readonly name: BilingualText }[];
  /** Names of all ways out of all steps, to tell what happened. */
  readonly moves: readonly { readonly id: string; readonly name: BilingualText }[];
  /** Ways out of where it stands: what each still needs, who brings that, and whether the reader may take it. */
  readonly outcomes: readonly {
    readonly id: string;
    readonly name: BilingualText;
    readonly by: readonly Actor[];
    readonly isMine: boolean;
    /** True when nothing follows. */
    readonly isEnd: boolean;
    /** True when it is a way out of every step, such as withdrawing. */
    readonly isAnytime: boolean;
    readonly missing: readonly { readonly need: Need; readonly by: readonly Actor[] }[];
    /** All that it needs, there or not. */
    readonly needs: readonly Need[];
    /** What has to come with the action itself. */
    readonly asks: readonly Need[];
  }[];
  readonly proven: readonly Need[];
  readonly sentAt: number | null;
  readonly returnedAt: number | null;
  readonly clocks: readonly {
    readonly id: string;
    readonly name: BilingualText;
    readonly clause: string;
    readonly bound: "min" | "max";
    readonly days: number;
    /** Whole days that it has run, pauses left out. */
    readonly ranDays: number;
    readonly isPaused: boolean;
    readonly isStopped: boolean;
  }[];
};

/** What a decision, a note or a referral says; opened for those who may read it. */
export type EventDetail = {
  readonly reason?: string;
  readonly note?: string;
  readonly referral?: { readonly type: ReferralType; readonly to: string };
  readonly present?: readonly string[];
  readonly conflicts?: readonly { readonly name: string; readonly what: string }[];
  /** How an objection came that somebody wrote down. */
  readonly way?: Exclude<Way, "online">;
  /** What the person wrote when something had to be explained. */
  readonly answer?: string;
  /** Answers of the application that were put right; "" where there was or is none. */
  readonly changes?: readonly ChangedAnswer[];
};
export type ChangedAnswer = {
  readonly item: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
};
export type ReferralType = "out-of-field" | "clinical" | "social" | "reporting-centre" | "criteria";

export type HistoryLine = {
  readonly seq: number;
  readonly at: number;
  readonly actor: Actor;
  /** Name of the account; "" for the applicant. */
  readonly who: string;
  readonly type: "open" | "prove" | "disprove" | "send" | "return" | "move";
  /** Outcome or need. */
  readonly what: string;
  readonly detail: EventDetail;
};

/** One document of the checklist, and what was handed in for it. */
export type DocumentLine = {
  readonly rule: string;
  readonly name: BilingualText;
  readonly isNeeded: boolean;
  readonly expires: boolean;
  readonly notOlderThanMonths?: number;
  readonly accepts: readonly ("pdf" | "jpeg" | "png")[];
  readonly megabytes: number;
  readonly state: "missing" | "waiting" | "verified" | "rejected" | "expired";
  readonly document?: {
    readonly id: string;
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly uploadedAt: number;
    readonly issuedOn: string | null;
    readonly expiresOn: string | null;
    readonly judgedBy: string;
    readonly reason: string;
  };
};

export type EligibilityView = {
  /** `unknown` when a condition cannot be read: it is named, nothing is guessed. */
  readonly state: "eligible" | "not-eligible" | "unknown";
  readonly unmet: readonly { readonly id: string; readonly reason: BilingualText; readonly refersTo?: BilingualText }[];
  readonly unreadable: readonly {
    readonly id: string;
    readonly expression: string;
    readonly problem: string;
    readonly field: string | null;
  }[];
};

/** Everything about one request, for those who work on it. */
export type RequestView = RequestLine & {
  readonly person: Person;
  readonly language: string;
  readonly answers: readonly { readonly item: string; readonly title: string; readonly text: string }[];
  /** What can be put right and how it is asked; null for who may not, and once the committee has decided. */
  readonly correctable: {
    readonly items: readonly Item[];
    readonly answers: Readonly<Record<string, Json>>;
  } | null;
  readonly journeyView: JourneyView;
  readonly history: readonly HistoryLine[];
  readonly eligibility: EligibilityView;
  readonly documents: readonly DocumentLine[];
  readonly declarations: readonly {
    readonly version: number;
    readonly signedBy: "applicant" | "guardian";
    readonly name: string;
    readonly signedAt: number;
  }[];
  /** True while an open request waits for a declaration: none was signed, or the data was corrected since. */
  readonly isDeclarationDue: boolean;
  readonly notices: readonly { readonly topic: string; readonly madeAt: number; readonly readAt: number | null }[];
  readonly reviewDueOn: string | null;
  /** Follow-up link of the person, whom alone it is shown; others ask for the code to hand it over, and that is kept. */
  readonly followLink: string;
  /** Where the person can say how it was; only the person is shown it. */
  readonly evaluationLink: string | null;
};

export type Person = {
  readonly name: string;
  readonly phone: string;
  /** Who signs for somebody else. */
  readonly guardian?: string;
};
