import { escapeHtml } from "#surveys/html-form.ts";
import { pageTexts } from "#surveys/page-texts.ts";
import { pageStyle } from "#server/respond/page-style.ts";

/** Warm grey of pages that belong to no association. */
export const NEUTRAL_COLOUR = "#6b6459";

export type Frame = {
  readonly language: string;
  /** Name at the top, already chosen to be safe to show; none on pages that must not say whose they are. */
  readonly name?: string | undefined;
  readonly colour: string;
  /** Languages that the page may be switched to; the links lose what was chosen, so only where nothing was. */
  readonly languages?: readonly string[];
  /** Ready tags for the head. */
  readonly head?: string;
  /** Ready HTML. */
  readonly main: string;
};

/**
 * The whole document around a respondent's page. Its title is the same for every page, association and service, so that
 * the history of a shared phone says nothing.
 */
export function renderFrame({ language, name, colour, languages = [], head = "", main }: Frame): string {
  const texts = pageTexts(language);
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${texts.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(texts.title)}</title>
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="data:,">
<style>${pageStyle(colour)}</style>
${head}</head>
<body>
<header><div class="bar">${name === undefined ? "" : `<p class="name">${escapeHtml(name)}</p>`}${switchLinks(language, languages)}</div></header>
<main>
${main}
</main>
</body>
</html>
`;
}

function switchLinks(current: string, languages: readonly string[]): string {
  const others = languages.filter((language) => language !== current);
  if (others.length === 0) return "";
  const links = others.map((language) => {
    const { languageName, direction } = pageTexts(language);
    return `<a href="?lang=${language}" lang="${language}" dir="${direction}" hreflang="${language}">${escapeHtml(languageName)}</a>`;
  });
  return `<nav class="languages" aria-label="${escapeHtml(pageTexts(current).chooseLanguage)}">${links.join("")}</nav>`;
}
