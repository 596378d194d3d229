import { useTranslation } from "react-i18next";
import type { EvidenceState } from "#web/api/policy.ts";
import classes from "#web/console/policy/StateMark.module.css";

/** A shape for each state, so that neither colour nor a grey printer hides it; the word stands beside it. */
const SHAPES: Readonly<Record<EvidenceState, React.ReactNode>> = {
  met: (
    <>
      <circle cx="12" cy="12" r="10" fill="currentColor" />
      <path d="m7.5 12.5 3 3 6-6.5" stroke="var(--rida-surface)" strokeWidth="2.2" fill="none" />
    </>
  ),
  risk: (
    <>
      <path d="M12 3 22 20H2Z" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinejoin="round" />
      <path d="M12 9.5v5M12 17v.5" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
    </>
  ),
  unmet: (
    <>
      <rect x="2" y="2" width="20" height="20" rx="4" fill="currentColor" />
      <path d="m8 8 8 8m0-8-8 8" stroke="var(--rida-surface)" strokeWidth="2.4" strokeLinecap="round" />
    </>
  ),
  noData: (
    <circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3.5 3.5" />
  ),
  measured: (
    <path d="M4 20V12M10 20V5M16 20v-6M22 20V9" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
  ),
};

export function StateMark({ state, bare = false }: { state: EvidenceState; bare?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={classes.mark} data-state={state}>
      <svg aria-hidden="true" focusable="false" width="16" height="16" viewBox="0 0 24 24">
        {SHAPES[state]}
      </svg>
      <span className={bare ? classes.unseen : undefined}>{t(`policy.state.${state}`)}</span>
    </span>
  );
}
