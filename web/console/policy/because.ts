import { useTranslation } from "react-i18next";
import type { ClauseEvidence } from "#web/api/policy.ts";
import { useEvidenceName } from "#web/console/policy/evidence-name.ts";

/** Why a clause is in its state, in words, naming the evidence that decides. */
export function useBecause(): (clause: Pick<ClauseEvidence, "state" | "decidedBy" | "evidence">) => string {
  const { t } = useTranslation();
  const nameOf = useEvidenceName();
  return ({ state, decidedBy, evidence }) => {
    const names = decidedBy.flatMap((at) => {
      const one = evidence[at];
      return one ? [nameOf(one)] : [];
    });
    if (state === "noData" && names.length === 0) return t("policy.because.nothing");
    return t(`policy.because.${state}`, { names: [...new Set(names)].join(`${t("list.comma")} `) });
  };
}
