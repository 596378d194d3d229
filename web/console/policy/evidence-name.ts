import { useTranslation } from "react-i18next";
import type { ShownEvidence } from "#web/api/policy.ts";
import { usePartWords } from "#web/console/policy/value-words.ts";
import { useFormat } from "#web/ui/preferences.ts";

const CHECKS = {
  "approval-dates": "approval",
  "next-review": "review",
  versions: "versions",
  shelf: "shelf",
  "no-staff-dimension": "staff",
  contradictions: "contradictions",
} as const;

/** What a piece of evidence is called: the catalogue's label with what it is kept to, or the check's name. */
export function useEvidenceName(): (evidence: ShownEvidence) => string {
  const { t } = useTranslation();
  const { language } = useFormat().settings;
  const partOf = usePartWords();
  return (evidence) => {
    if (evidence.kind === "check") return t(`policy.check.${CHECKS[evidence.check]}.name`);
    const label = evidence.words?.label[language] ?? evidence.metric;
    const kept = evidence.filters
      .filter(({ dimension }) => dimension === "service" || dimension === "kind" || dimension === "channel")
      .flatMap(({ values }) => values.map(partOf));
    return kept.length === 0 ? label : `${label} (${kept.join(t("list.comma") + " ")})`;
  };
}
