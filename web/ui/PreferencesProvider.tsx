import { DirectionProvider, MantineProvider, useDirection } from "@mantine/core";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { I18nextProvider } from "react-i18next";
import type { Words } from "#web/ui/i18n.ts";
import { createFormat } from "#web/ui/format.ts";
import { keepPreferences, PreferencesContext, readPreferences, type Preferences } from "#web/ui/preferences.ts";
import { createRidaTheme, HOUSE_COLOUR, resolveVariables } from "#web/ui/theme.ts";

/** Language, direction, digits, calendar, theme and accent for everything below. */
export function PreferencesProvider({ words, children }: { words: Words; children: ReactNode }) {
  const [preferences, setPreferences] = useState(() => readPreferences(localStorage));
  const [policy, setPolicy] = useState<{ calendar: "gregorian" | "hijri"; colour: string }>({
    calendar: "gregorian",
    colour: HOUSE_COLOUR,
  });
  const { language, digits } = preferences;
  const calendar = preferences.calendar === "policy" ? policy.calendar : preferences.calendar;
  const format = useMemo(() => createFormat({ language, digits, calendar }), [language, digits, calendar]);
  const close = words.i18n.getFixedT(language)("action.close");
  const theme = useMemo(() => createRidaTheme(policy.colour, { close }), [policy.colour, close]);

  const printing = usePrinting();

  useEffect(() => {
    keepPreferences(localStorage, preferences);
    words.read(preferences);
  }, [words, preferences]);

  const value = useMemo(
    () => ({
      preferences,
      format,
      change: (changed: Partial<Preferences>) => setPreferences((before) => ({ ...before, ...changed })),
      adopt: setPolicy,
    }),
    [preferences, format],
  );

  return (
    <DirectionProvider initialDirection={language === "ar" ? "rtl" : "ltr"} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveVariables}
        defaultColorScheme="auto"
        {...(printing ? { forceColorScheme: "light" as const } : {})}
        {...(printing || preferences.theme === "auto" ? {} : { forceColorScheme: preferences.theme })}
      >
        <I18nextProvider i18n={words.i18n}>
          <PreferencesContext value={value}>
            <PageLanguage language={language} />
            {children}
          </PreferencesContext>
        </I18nextProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** True while the browser draws the page for paper, which is white in every theme. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // Drawn at once: the browser prints what is there when the event has been told.
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    const paper = matchMedia("print");
    const change = () => (paper.matches ? before() : after());
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    paper.addEventListener("change", change);
    return () => {
      paper.removeEventListener("change", change);
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}

function PageLanguage({ language }: { language: Preferences["language"] }) {
  const { setDirection } = useDirection();
  useEffect(() => {
    const direction = language === "ar" ? "rtl" : "ltr";
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
    setDirection(direction);
  }, [language, setDirection]);
  return null;
}
