import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMembership } from "#web/console/membership.ts";
import { Clauses } from "#web/console/policy/Clauses.tsx";
import { ClauseTexts } from "#web/console/policy/ClauseTexts.tsx";
import { PARTS, type Part, type PolicySearch } from "#web/console/policy/policy-search.ts";
import { Readings } from "#web/console/policy/Readings.tsx";
import { Shelf } from "#web/console/policy/Shelf.tsx";
import { Versions } from "#web/console/policy/Versions.tsx";
import classes from "#web/console/policy/Policy.module.css";

/** The association's policy: its clauses and what shows that they are kept, its versions, who has read it, its documents. */
export function Policy() {
  const { t } = useTranslation();
  const search: PolicySearch = useSearch({ strict: false });
  const part: Part = search.part ?? "clauses";
  return (
    <>
      <nav className={classes.parts} aria-label={t("policy.parts")}>
        {PARTS.map((one) => (
          <Link
            key={one}
            to="/policy"
            search={{ part: one === "clauses" ? undefined : one }}
            activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
            aria-current={one === part ? "page" : undefined}
          >
            {t(`policy.part.${one}`)}
          </Link>
        ))}
      </nav>
      <PartOf part={part} />
    </>
  );
}

function PartOf({ part }: { part: Part }) {
  const { permissions } = useMembership();
  if (part === "versions") return <Versions />;
  if (part === "readings") return <Readings />;
  if (part === "shelf") return <Shelf />;
  return permissions.includes("readEvidence") ? <Clauses /> : <ClauseTexts />;
}
