import type { Construct, Json, LocalText, Scale } from "#surveys/form.ts";

export type Scalar = string | number | boolean;

/** One offered answer. `missing` marks the answers beside a scale: they say why there is no score. */
export type Choice = {
  readonly value: Scalar;
  readonly text: LocalText;
  readonly missing?: "notApplicable" | "declined";
};

/** What values a field may hold; every kind bounds its own size, so that reading an answer never does unbounded work. */
export type Shape =
  | {
      readonly kind: "text";
      readonly format: TextFormat;
      readonly minLength: number;
      readonly maxLength: number;
      /** Bounds of dates and times, compared as text (ISO 8601 sorts by itself). */
      readonly min?: string;
      readonly max?: string;
      readonly digits: boolean;
      readonly patterns: readonly RegExp[];
      /** Texts that must be numbers, and between which. */
      readonly numeric?: { readonly min: number; readonly max: number };
      /** Masked numbers arrive as numbers. */
      readonly orNumber: boolean;
    }
  | { readonly kind: "number"; readonly min: number; readonly max: number; readonly step?: number }
  | { readonly kind: "range"; readonly min: number; readonly max: number }
  | {
      readonly kind: "one";
      /** Choices may come with a comment of their own, as `{value, comment}`. */
      readonly commented: boolean;
      readonly choices: readonly Choice[];
      readonly values: ReadonlySet<unknown>;
      readonly open: boolean;
    }
  | {
      readonly kind: "many";
      readonly commented: boolean;
      readonly choices: readonly Choice[];
      readonly values: ReadonlySet<unknown>;
      readonly open: boolean;
      readonly min: number;
      readonly max: number;
      /** Each answer is an object that holds its value under this name. */
      readonly property?: string;
    }
  | { readonly kind: "record"; readonly fields: Fields }
  | {
      readonly kind: "list";
      readonly fields: Fields;
      readonly min: number;
      readonly max: number;
      readonly initial: number;
      readonly entry: "panel" | "row";
    }
  | { readonly kind: "files"; readonly max: number; readonly maxBytes: number }
  | { readonly kind: "signature" }
  | { readonly kind: "either"; readonly shapes: readonly Shape[] }
  | { readonly kind: "json" };

export type TextFormat = "text" | "email" | "url" | "date" | "datetime-local" | "time" | "month" | "week" | "color";

export type Fields = ReadonlyMap<string, Field>;

/** A check that only the expression engine can make, with the author's own message. */
export type Condition = { readonly expression: string; readonly text?: LocalText };

/** One key of an answers object: how its value is read, and when it is asked. */
export type Field = {
  readonly key: string;
  /** Dotted path from the top of the answers. */
  readonly id: string;
  readonly questionType: string;
  readonly title: LocalText;
  /** Title of the table that the field is a row of. */
  readonly group?: LocalText;
  readonly shape: Shape;
  readonly required: boolean;
  readonly requiredIf?: string;
  /** Shown when all expressions of one of the lists hold; several lists when questions share the value. */
  readonly shownWhen: readonly (readonly string[])[];
  readonly enabledWhen: readonly string[];
  /** What the expressions of this field see beside the answers (`item`, `rowName`). */
  readonly variables?: Readonly<Record<string, Json>>;
  readonly readOnly: boolean;
  /** The value is this expression's, never the respondent's. */
  readonly computed?: string;
  readonly default?: Json;
  readonly mustHold: readonly Condition[];
  readonly annotation?: Annotation;
  readonly inputType?: string;
};

/**
 * What a definition says about measuring, in the custom property `rida` of a question:
 * `{"construct": "ease", "scale": "ease-5", "direction": "descending"}`; `"scale": null` keeps coded choices a choice.
 */
export type Annotation = {
  readonly construct?: Construct;
  readonly scale?: Scale;
  readonly scored?: boolean;
  readonly direction?: "ascending" | "descending";
};
