import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MetricResult } from "#web/api.ts";
import type { BilingualText } from "#policies/text.ts";
import { useMembership } from "#web/console/membership.ts";
import type { Choice, Choices } from "#web/console/overview/FilterBar.tsx";
import type { FilterId } from "#web/console/overview/filters.ts";
import type { OverviewResults } from "#web/console/overview/overview-queries.ts";
import { useFormat } from "#web/ui/preferences.ts";

const MODES = ["link", "qr", "kiosk", "phone", "desk"] as const;

export type Names = {
  /** The word for a key of a dimension; the key itself where nobody named it. */
  readonly nameOf: (dimension: FilterId, key: string) => string;
  readonly choices: Choices;
};

/** Words for what numbers are broken down by: the policy's for its own, the console's for modes and languages. */
export function useNames(results: OverviewResults | undefined): Names {
  const { t } = useTranslation();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const { services, channels, kinds, forms, languages } = association;
  const branches = results?.branches;

  return useMemo(() => {
    const languageNames = new Intl.DisplayNames([language], { type: "language" });
    const named = (list: readonly { id: string; name: BilingualText }[]): Choice[] =>
      list.map(({ id, name }) => ({ value: id, label: name[language] }));
    const found = (result: MetricResult | undefined, dimension: string): Choice[] =>
      keysOf(result, dimension).map((key) => ({ value: key, label: key }));
    const choices: Choices = {
      service: named(services),
      channel: named(channels),
      mode: MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`) })),
      branch: found(branches, "branch"),
      kind: named(kinds),
      form: named(forms),
      language: languages.map((code) => ({ value: code, label: languageNames.of(code) ?? code })),
    };
    const nameOf = (dimension: FilterId, key: string) => {
      if (key === "") return t("breakdown.unnamed");
      return choices[dimension].find(({ value }) => value === key)?.label ?? key;
    };
    return { nameOf, choices };
  }, [language, services, channels, kinds, languages, branches, forms, t]);
}

function keysOf(result: MetricResult | undefined, dimension: string): string[] {
  const keys = (result?.rows ?? []).map(({ keys }) => keys[dimension] ?? "").filter((key) => key !== "");
  return [...new Set(keys)].sort((one, other) => one.localeCompare(other, "ar"));
}
