/**
 * The words of a compiled form: what `compile.ts` makes of one SurveyJS definition.
 * Everything downstream (page, validator, facts) reads these and never the definition itself.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Texts by language code; `default` holds the text of a definition that names no language. */
export type LocalText = Readonly<Record<string, string>>;

/**
 * An ordered scale. Scores are turned so that higher is better: on a `descending` scale the stored answer 1 is the best
 * and becomes the score `max`.
 */
export type Scale = {
  /** Stable id (`satisfaction-5`, `points-1-5`); answers on different scales are never pooled (METHODS 2.4). */
  readonly id: string;
  readonly min: number;
  readonly max: number;
  readonly direction: "ascending" | "descending";
  /** Label of each step from `min` to `max`, where the scale has labels. */
  readonly labels: readonly LocalText[];
};

/** What an item is about; METHODS 4.2. */
export const CONSTRUCTS = [
  "satisfaction",
  "ease",
  "respect",
  "clarity",
  "timeliness",
  "confidentiality",
  "fairness",
  "needMet",
  "change",
  "recommendation",
  "voice",
  "safety",
  "quality",
  "relevance",
  "applied",
  "support",
] as const;
export type Construct = (typeof CONSTRUCTS)[number];

/**
 * `scored`: has a scale. `choice`: one or many of a closed list. `comment`: open text that may be read by officers
 * after redaction. `unscored`: kept word for word in the store, not measured.
 */
export type ItemKind = "scored" | "choice" | "comment" | "unscored";

/** One answerable leaf of a form: a question, or one row of a matrix. */
export type Item = {
  /** Dotted path inside the answers (`items.Q1`); unique in the form. */
  readonly id: string;
  /** Id of the bank item that this is, when the form was made from the bank. */
  readonly bankId?: string;
  readonly kind: ItemKind;
  readonly questionType: string;
  readonly title: LocalText;
  readonly construct?: Construct;
  readonly scale?: Scale;
  readonly required: boolean;
  /** Keys that lead to the answer, where they are more than the id itself; keys may hold dots. */
  readonly path?: readonly string[];
  /** Title of the table that the item is a row of. */
  readonly group?: LocalText;
  /** Offered answers in the form's order, those beside the scale included. */
  readonly choices?: readonly { readonly value: string | number | boolean; readonly text: LocalText }[];
  /** True when several choices may be taken; the answer is then an array. */
  readonly many?: boolean;
  /** HTML input type of a short text; `number` when the answer is a number. */
  readonly inputType?: string;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly step?: number;
  /** Longest text, in UTF-16 units. */
  readonly maxLength?: number;
  /** True when the answer is the server's (computed or read-only) and the respondent is not asked. */
  readonly readOnly?: boolean;
};

/** Why an item has no score. */
export type Missing = "skipped" | "notShown" | "notApplicable" | "declined";

/** One row per response and item: the fact that analytics counts. */
export type AnswerFact = {
  readonly item: string;
  readonly bankId?: string;
  readonly construct?: Construct;
  readonly scale?: Scale;
  /** Turned so that higher is better; undefined when missing or not scored. */
  readonly score?: number;
  /** Chosen value of a `choice` item, as text. */
  readonly choice?: string;
  readonly missing?: Missing;
};

/** One thing wrong with an answer: which item, its title in the asked language, and what was expected. */
export type AnswerProblem = {
  readonly item: string;
  readonly title: string;
  readonly rule:
    | "required"
    | "unknownItem"
    | "wrongType"
    | "notAChoice"
    | "outOfRange"
    | "tooLong"
    | "tooMany"
    | "badText"
    | "reserved"
    | "pattern";
  readonly message: string;
};

export type CheckedAnswers =
  | { readonly ok: true; readonly answers: Readonly<Record<string, Json>> }
  | { readonly ok: false; readonly problems: readonly AnswerProblem[] };

/** One form version made ready: pure values and pure functions, safe to keep for the life of the process. */
export type CompiledForm = {
  readonly title: LocalText;
  readonly languages: readonly string[];
  readonly items: readonly Item[];
  /** True when some item's visibility, requirement or value depends on other answers. */
  readonly hasLogic: boolean;
  /**
   * Judges answers from outside: shape and size first, then visibility and requirement.
   * Returns only items of the form, without those that are hidden. `language` chooses titles and messages.
   */
  readonly check: (answers: unknown, language: string) => CheckedAnswers;
  /** Facts of checked answers, one per item of the codebook. */
  readonly toFacts: (answers: Readonly<Record<string, Json>>) => AnswerFact[];
  /** Open texts of checked answers, by item id. */
  readonly toComments: (answers: Readonly<Record<string, Json>>) => { item: string; text: string }[];
};

/** One reason why a definition may not be published. */
export type LintFinding = { readonly path: string; readonly rule: string; readonly message: string };
