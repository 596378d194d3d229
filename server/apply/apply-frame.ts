import type { Policy, Service } from "#policies/schema.ts";
import { APPLY_LANGUAGES, applyTexts } from "#server/apply/apply-texts.ts";
import { APPLY_STYLE } from "#server/apply/apply-style.ts";
import { NEUTRAL_COLOUR, renderFrame } from "#server/respond/page-frame.ts";
import { shownName } from "#server/respond/page-names.ts";

/** Whose page it is; without a policy it says so of nobody. */
export type Whose = {
  readonly language: string;
  readonly policy?: Policy | undefined;
  readonly service?: Service | undefined;
};

/** The document around a page on which people ask or follow. `form` takes along what was typed when the language is switched. */
export function renderApplyFrame(
  { language, policy, service }: Whose,
  main: string,
  form?: { readonly id: string; readonly action: string },
): string {
  return renderFrame({
    language,
    title: applyTexts(language).title,
    name: policy && shownName(policy, service, language),
    colour: policy?.colour ?? NEUTRAL_COLOUR,
    languages: applyLanguages(policy),
    form,
    head: APPLY_STYLE,
    main,
  });
}

/** Languages of an association in which these pages can be shown; never empty. */
export function applyLanguages(policy: Policy | undefined): readonly string[] {
  const offered = policy?.languages.filter((language) => APPLY_LANGUAGES.includes(language)) ?? APPLY_LANGUAGES;
  return offered.length > 0 ? offered : ["ar"];
}
