import type { Random, Weights } from "#server/demo/random.ts";
import type { NewRequest } from "#server/requests/new-request.ts";

/** How a request goes, unless time runs out before. */
export type Fate = "delivered" | "refused" | "not-eligible" | "not-passed" | "withdrawn" | "redirected";

/** Somebody asks for a service: all that is decided about it beforehand. */
export type Story = {
  readonly associationId: string;
  readonly random: Random;
  readonly openedAt: number;
  readonly service: string;
  readonly channel: string;
  readonly kind: string;
  readonly way: NewRequest["way"];
  readonly person: NewRequest["person"];
  readonly fate: Fate;
  /** A condition of the service that these answers do not meet. */
  readonly unmet?: string | undefined;
  /** A document that is not there at first, was refused for its date, or could not be read. */
  readonly troubles: Readonly<Partial<Record<Trouble, string>>>;
  /** True when the officer hands it to social research for an explanation. */
  readonly unclear: boolean;
  /** True when the committee asks for an explanation before it decides. */
  readonly committeeAsks: boolean;
  readonly deferrals: number;
  /** Days from coming to the committee until it decides, apart from pauses. */
  readonly decisionDays: number;
  readonly objection: "none" | "upheld" | "not-upheld" | "open";
  /** The step in which it is withdrawn. */
  readonly withdrawnIn: string;
  /** Where it stands on the last day, and for how many days; what would come later is left out. */
  readonly stop?: Stop | undefined;
  /** Multiplies the time that everything takes before the committee. */
  readonly pace: number;
  /** False for one that is recorded before anybody has signed. */
  readonly signed: boolean;
  /** False for who never comes to sign: the request is taken back some weeks later. */
  readonly comesToSign: boolean;
};

export type Trouble = "missing" | "expired" | "unreadable";
/** `days` is how long ago it came to the step. */
export type Stop = { readonly step: string; readonly days: number };

/** What one service of an association is asked for, in two years. */
export type WayServicePlan = {
  readonly service: string;
  /** Requests at scale 1. */
  readonly requests: number;
  readonly kinds: Weights;
  /** Share of women among those who ask. */
  readonly women: number;
  /** Ways other than online, which grows. */
  readonly ways: Weights<Exclude<NewRequest["way"], "online">>;
  /** Share online on the first and on the last day. */
  readonly online: readonly [number, number];
  readonly fates: Weights<Fate>;
  readonly unmet: Weights;
  /** Documents that trouble comes with; empty where the service asks for none. */
  readonly documents: Weights;
  readonly branches: Weights;
  /** Share of requests recorded by an officer that are signed at once; all of them where it is left out. */
  readonly signs?: number;
};

/** The requests of one association, and those that are arranged so that every page shows something on the last day. */
export type WayPlan = {
  readonly id: string;
  readonly season: "office" | "evenings" | "pilgrimage" | "always";
  readonly channels: Readonly<Record<NewRequest["way"], string>>;
  readonly services: readonly WayServicePlan[];
  readonly arranged: readonly Arranged[];
  readonly contacts: number;
  readonly complaints: number;
  /** Complaints that wait for their answer on the last day, one of them too long. */
  readonly openComplaints: number;
};

/** A request whose present state is arranged. `label` names those that the summary points to. */
export type Arranged = {
  readonly service: string;
  readonly stop?: Stop;
  readonly fate?: Fate;
  readonly label?: "lacksDocument" | "mayObject";
  readonly missing?: string;
  readonly unmet?: string;
  readonly objection?: Story["objection"];
  /** Days ago on which it was opened, where it does not stop in a step. */
  readonly openedDaysAgo?: number;
  readonly decisionDays?: number;
  readonly way?: NewRequest["way"];
  readonly signed?: boolean;
  readonly deferrals?: number;
  readonly kind?: string;
};
