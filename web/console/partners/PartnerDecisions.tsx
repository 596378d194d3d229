import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listPartnerDecisions } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { RequestLines } from "#web/console/partners/PartnerRequests.tsx";
import { Weights } from "#web/console/partners/Weights.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/partners/partners.module.css";

/** What waits for the committee, in the order of fairness, and the weights that the order follows. */
export function PartnerDecisions() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const query = useQuery({
    queryKey: ["partner-decisions", association.id],
    queryFn: () => listPartnerDecisions(association.id),
  });
  const queue = query.data?.queue;
  return (
    <Page title={t("partners.pages.decisions")} lead={t("partners.decisionsLead")}>
      <Sheet>
        <section className={classes.stack} aria-labelledby="waiting">
          <h2 id="waiting">{t("partners.waiting")}</h2>
          {query.isError && !queue ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
          {query.isPending ? <Skeleton height={160} radius="md" /> : null}
          {queue?.length === 0 ? <p className={classes.lead}>{t("partners.none")}</p> : null}
          {queue ? <RequestLines lines={queue} to="/partner-decisions/$id" /> : null}
          <p className={classes.quiet}>
            {t("partners.method")} {t("partners.sensitivity")}
          </p>
        </section>
      </Sheet>
      <Sheet>
        <Weights />
      </Sheet>
    </Page>
  );
}
