import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getPolicyText } from "#web/api/policy.ts";
import { useMembership } from "#web/console/membership.ts";
import { ClauseText } from "#web/console/policy/ClauseText.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/policy/Clauses.module.css";

/** The policy for those who work by it and see no results. */
export function ClauseTexts() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const query = useQuery({ queryKey: ["policyText", association.id], queryFn: () => getPolicyText(association.id) });
  return (
    <Page title={t("page.policy")} lead={t("policy.leadText")}>
      {query.isError && !query.data ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={320} radius="lg" /> : null}
      {query.data?.clauses.map((clause) => (
        <Sheet key={clause.id}>
          <article id={clause.id} className={classes.textOnly}>
            <h2 className={classes.id}>
              {t("policy.clause")} <bdi>{clause.id}</bdi>
            </h2>
            <ClauseText text={clause.text} gloss={clause.gloss} />
          </article>
        </Sheet>
      ))}
    </Page>
  );
}
