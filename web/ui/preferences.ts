import { createContext, useContext } from "react";
import { z } from "zod";
import { createFormat, type Format } from "#web/ui/format.ts";

/** How this person wants to read; kept on this device only. */
export const Preferences = z.object({
  language: z.enum(["ar", "en"]).catch("ar"),
  digits: z.enum(["arab", "latn"]).catch("arab"),
  /** `policy`: the calendar that the association's policy uses. */
  calendar: z.enum(["policy", "gregorian", "hijri"]).catch("policy"),
  theme: z.enum(["auto", "light", "dark"]).catch("auto"),
});
export type Preferences = z.infer<typeof Preferences>;

const KEY = "rida.preferences";

/** Reads what was kept; anything unreadable is the default: Arabic, Arabic-Indic digits, the policy's calendar. */
export function readPreferences(storage: Pick<Storage, "getItem">): Preferences {
  try {
    return Preferences.parse(JSON.parse(storage.getItem(KEY) ?? "{}"));
  } catch {
    return Preferences.parse({});
  }
}

/** Keeps preferences where the browser allows it; a browser that refuses only forgets them. */
export function keepPreferences(storage: Pick<Storage, "setItem">, preferences: Preferences): void {
  try {
    storage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is full or blocked: the choice still holds for this visit.
  }
}

export type PreferencesValue = {
  readonly preferences: Preferences;
  readonly change: (changed: Partial<Preferences>) => void;
  readonly format: Format;
  /** The association chooses the calendar and the accent for those who have not chosen. */
  readonly adopt: (association: { calendar: "gregorian" | "hijri"; colour: string }) => void;
};

export const PreferencesContext = createContext<PreferencesValue>({
  preferences: Preferences.parse({}),
  change: () => undefined,
  format: createFormat({ language: "ar", digits: "arab", calendar: "gregorian" }),
  adopt: () => undefined,
});

export function usePreferences(): PreferencesValue {
  return useContext(PreferencesContext);
}

export function useFormat(): Format {
  return useContext(PreferencesContext).format;
}
