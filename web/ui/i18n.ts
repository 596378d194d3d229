import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { ar } from "#web/locales/ar.ts";
import { en } from "#web/locales/en.ts";
import { toDigits, type Digits, type Language } from "#web/ui/format.ts";

/** The console's words. `read` changes language and digits, also of numbers that stand inside the sentences. */
export type Words = { readonly i18n: i18n; readonly read: (reading: { language: Language; digits: Digits }) => void };

/** Ready at once: both languages travel with the page, so that switching needs no network. */
export function createWords(first: { language: Language; digits: Digits }): Words {
  let { digits } = first;
  const words = createInstance();
  words.use({ type: "postProcessor", name: "digits", process: (text: string) => toDigits(text, digits) });
  void words.use(initReactI18next).init({
    lng: first.language,
    fallbackLng: "ar",
    resources: { ar: { translation: ar }, en: { translation: en } },
    interpolation: { escapeValue: false },
    postProcess: ["digits"],
    initAsync: false,
    returnNull: false,
  });
  return {
    i18n: words,
    read: (reading) => {
      digits = reading.digits;
      void words.changeLanguage(reading.language);
    },
  };
}
