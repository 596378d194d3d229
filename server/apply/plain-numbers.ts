const ARABIC_INDIC = new Intl.NumberFormat("ar-SA-u-nu-arab", { useGrouping: false });
const LATIN = new Intl.NumberFormat("en-GB", { useGrouping: false });

/** A number in the digits of the page's language. */
export function shownNumber(language: string, value: number): string {
  return (language === "en" ? LATIN : ARABIC_INDIC).format(value);
}

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Counts things in a language's own plural forms (CLDR); where the word itself says one or two, the number is left out. */
export function counted(language: "ar" | "en", forms: Forms): (count: number, shown?: string) => string {
  const rules = new Intl.PluralRules(language);
  return (count, shown = shownNumber(language, count)) => {
    const form = rules.select(count);
    const word = forms[form] ?? forms.other;
    return language === "ar" && (form === "one" || form === "two") ? word : `${shown} ${word}`;
  };
}
