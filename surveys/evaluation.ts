import type { Json, LocalText } from "#surveys/form.ts";

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

/** One thing to look at again, as the page shows it. */
export type PageProblem = { readonly item: string; readonly title: string; readonly message: string };

/** What the page hands to its script, beside what everybody may know. */
export type PageEvaluation = Evaluation & {
  readonly language: string;
  /** UUID made for this opening of the page; sending it again can never count twice. */
  readonly submissionId: string;
  /** Path that takes the answers. */
  readonly action: string;
  readonly problems: readonly PageProblem[];
};
