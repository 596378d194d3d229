import { CustomError, Model, type Question } from "survey-core";
import "survey-core/i18n/arabic";
import type { PageEvaluation } from "#surveys/evaluation.ts";
import type { AnswerProblem, Json } from "#surveys/form.ts";
import { pageTexts } from "#surveys/page-texts.ts";

/**
 * The SurveyJS model behind the page. Heading, buttons, thanks and storage are the page's own; SurveyJS asks, decides
 * what is shown and checks. A form that stands whole on the page stays whole.
 */
export function createSurveyModel(evaluation: PageEvaluation, wholeOnOnePage: boolean): Model {
  const { form, language, values } = evaluation;
  const model = new Model(form);
  model.locale = language;
  model.showTitle = false;
  model.showCompletePage = false;
  model.showNavigationButtons = false;
  model.widthMode = "responsive";
  model.autoFocusFirstQuestion = false;
  model.clearInvisibleValues = "onHidden";
  model.cookieName = "";
  model.textUpdateMode = "onTyping";
  if (wholeOnOnePage) model.questionsOnPageMode = "singlePage";
  model.requiredMark = pageTexts(language).requiredMark;
  model.questionErrorLocation = "top";
  model.onErrorCustomText.add((_, options) => {
    if (options.name === "required") options.text = pageTexts(language).required;
  });
  model.mergeData({ ...values });
  return model;
}

/** What the person has answered so far, as it is sent. */
export function answersOf(model: Model): Readonly<Record<string, Json>> {
  return model.data as Readonly<Record<string, Json>>;
}

/** Puts the server's objections beside the questions and goes to the first of them. */
export function showProblems(model: Model, problems: readonly AnswerProblem[]): void {
  const found = problems.flatMap(({ item, message }) => {
    const question = questionOf(model, item);
    question?.addError(new CustomError(message));
    return question ? [question] : [];
  });
  found[0]?.focus(true);
}

/** The question that holds an item; the items of a table are named `table.row`. */
function questionOf(model: Model, item: string): Question | null {
  for (let name = item; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
    const question = model.getQuestionByName(name);
    if (question) return question;
  }
  return null;
}
