import type { AnswerProblem, Json, LocalText } from "#surveys/form.ts";
import type { Control } from "#surveys/html-form.ts";

/** What `GET /e/{token}` gives to a caller who accepts JSON. */
export type Evaluation = {
  /** Of a sealed service only the short name. */
  readonly association: { readonly name: LocalText; readonly colour: string };
  /** Null where naming the service could harm the person who holds the phone. */
  readonly service: { readonly id: string; readonly name: LocalText } | null;
  /** SurveyJS definition. */
  readonly form: Json;
  /** Languages that the page can be shown in; the first is the association's own. */
  readonly languages: readonly string[];
  readonly consent: string;
};

/** What the page hands to its script, beside what everybody may know. */
export type PageEvaluation = Evaluation & {
  readonly language: string;
  /** UUID made for this opening of the page; sending it again can never count twice. */
  readonly submissionId: string;
  /** Path that takes the answers. */
  readonly action: string;
  /** The page's own controls, so that what was chosen in them can be read. */
  readonly controls: readonly Control[];
  /** What had been answered, where the page has no controls to hold it. */
  readonly values: Readonly<Record<string, Json>>;
  readonly problems: readonly AnswerProblem[];
};
