import type { Actor } from "#policies/journey-schema.ts";
import type { NoticeTopic } from "#server/notices/add-notice.ts";
import type { FileProblem } from "#server/documents/examine-file.ts";
import { ARABIC } from "#server/apply/texts/ar.ts";
import { ENGLISH } from "#server/apply/texts/en.ts";

/** Why a document was not taken: the file itself, its dates, or how many there are. */
export type UploadProblem =
  | FileProblem
  | "noFile"
  | "tooBig"
  | "tooSlow"
  | "tooOften"
  | "busy"
  | "expired"
  | "tooOld"
  | "noExpiry"
  | "noIssue"
  | "notYetIssued"
  | "badDate"
  | "tooMany"
  | "ended"
  | "verified";

/** The words of the pages on which people ask for a service and follow it; plain, second person, no blame. */
export type ApplyTexts = {
  /** The same for every page, association and service, so that the history of a shared phone says nothing. */
  readonly title: string;
  readonly services: {
    readonly heading: string;
    readonly lead: string;
    readonly open: string;
    readonly other: string;
    readonly otherLead: string;
    readonly none: string;
    readonly channels: string;
    readonly neutral: (number: string) => string;
    readonly neutralOne: string;
    readonly follow: string;
    readonly followMore: string;
  };
  readonly conditions: {
    readonly step: string;
    readonly heading: string;
    readonly lead: string;
    readonly conditions: string;
    readonly noConditions: string;
    readonly conditionsMore: string;
    readonly documents: string;
    readonly documentsMore: string;
    readonly noDocuments: string;
    readonly sometimes: string;
    readonly nextHeading: string;
    readonly nextSteps: readonly string[];
    readonly start: string;
    readonly back: string;
    readonly notOnline: string;
    readonly notOnlineMore: string;
  };
  readonly file: {
    readonly kinds: (kinds: readonly string[]) => string;
    readonly image: string;
    readonly size: (megabytes: string) => string;
    readonly valid: string;
    readonly recent: (months: number, shown: string) => string;
  };
  readonly form: {
    readonly step: string;
    readonly heading: string;
    readonly mandatory: string;
    readonly name: string;
    readonly phone: string;
    readonly kind: string;
    readonly behalf: string;
    readonly self: string;
    readonly guardian: string;
    readonly guardianName: string;
    readonly guardianHint: string;
    readonly consent: string;
    readonly agree: string;
    readonly declaration: string;
    readonly declare: string;
    readonly signature: string;
    readonly signatureHint: string;
    readonly send: string;
    readonly sendMore: string;
    readonly problems: string;
    readonly notNow: string;
    readonly notNowMore: string;
    readonly missing: string;
    readonly chooseOne: string;
    readonly agreeNeeded: string;
    readonly declareNeeded: string;
    readonly signNeeded: string;
    readonly guardianNeeded: string;
    readonly phoneWrong: string;
    readonly already: string;
    readonly consentChanged: string;
    readonly busy: string;
    readonly sendAnyway: string;
    readonly unmetNotice: string;
    readonly unmetHeading: string;
    readonly unmetLead: string;
    readonly unmetAnswer: string;
    readonly unmetElsewhere: string;
    readonly unmetMore: string;
    readonly unmetChange: string;
    readonly defaultConsent: string;
  };
  readonly received: {
    readonly heading: string;
    readonly lead: string;
    readonly once: string;
    readonly keep: string;
    readonly ways: readonly string[];
    readonly link: string;
    readonly open: string;
    readonly next: string;
    readonly nextDocuments: string;
    readonly nextNone: string;
  };
  readonly code: {
    readonly heading: string;
    readonly lead: string;
    readonly label: string;
    readonly hint: string;
    readonly open: string;
    readonly unknown: string;
    readonly unknownMore: string;
    readonly lost: string;
    readonly lostMore: string;
    readonly tooMany: string;
    readonly tooManyMore: string;
  };
  readonly follow: {
    readonly heading: string;
    readonly opened: string;
    readonly nothingToDo: string;
    readonly yourTurn: string;
    readonly missingDocuments: (shown: string, count: number) => string;
    readonly with: string;
    readonly path: string;
    readonly done: string;
    readonly here: string;
    readonly ahead: string;
    readonly atLeast: (days: number, shown: string) => string;
    readonly atMost: (days: number, shown: string) => string;
    readonly paused: string;
    readonly sentTo: string;
    readonly reason: string;
    readonly referredTo: string;
    readonly needed: string;
    readonly neededBy: string;
    readonly needs: Readonly<Record<string, string>>;
    readonly actors: Readonly<Record<Actor, string>>;
    readonly documents: string;
    readonly documentsDone: string;
    readonly states: Readonly<Record<"missing" | "waiting" | "verified" | "rejected" | "expired", string>>;
    readonly sentOn: string;
    readonly choose: string;
    readonly expiresOn: string;
    readonly expiresHint: string;
    readonly issuedOn: string;
    readonly issuedHint: string;
    readonly upload: string;
    readonly replace: string;
    readonly uploaded: string;
    readonly uploadFailed: string;
    readonly uploadProblems: Readonly<Record<UploadProblem, string>>;
    readonly notices: string;
    readonly noticeWords: Readonly<Record<NoticeTopic, string>>;
    readonly fresh: string;
    readonly sign: string;
    readonly signMore: string;
    readonly signCorrected: string;
    readonly signCorrectedMore: string;
    readonly signed: string;
    readonly corrections: string;
    readonly correctionsLead: string;
    readonly before: string;
    readonly after: string;
    readonly none: string;
    readonly notSaved: string;
    readonly changed: string;
    readonly refusedHeading: string;
    readonly refusedMore: string;
    readonly deliveredMore: string;
    readonly endedMore: string;
  };
  readonly question: {
    readonly heading: string;
    readonly lead: string;
    readonly asked: string;
    readonly yours: string;
    readonly label: string;
    readonly hint: string;
    readonly send: string;
    readonly needed: string;
    readonly done: string;
    readonly enough: string;
  };
  readonly objection: {
    readonly heading: string;
    readonly lead: string;
    readonly until: string;
    readonly late: string;
    readonly used: string;
    readonly label: string;
    readonly hint: string;
    readonly send: string;
    readonly needed: string;
    readonly done: string;
  };
  readonly withdraw: {
    readonly offer: string;
    readonly heading: string;
    readonly lead: string;
    readonly again: string;
    readonly confirm: string;
    readonly keep: string;
    readonly done: string;
  };
  readonly evaluate: {
    readonly heading: string;
    readonly lead: string;
    readonly leadUnserved: string;
    readonly open: string;
  };
};

/** The words in `language`, else in Arabic, in which they were written. */
export function applyTexts(language: string): ApplyTexts {
  return language === "en" ? ENGLISH : ARABIC;
}

/** Languages in which these pages can be shown. */
export const APPLY_LANGUAGES: readonly string[] = ["ar", "en"];
