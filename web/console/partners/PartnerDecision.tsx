import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { getPartnerDecision } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { DecisionForm } from "#web/console/partners/DecisionForm.tsx";
import { History } from "#web/console/partners/History.tsx";
import { Path } from "#web/console/partners/Path.tsx";
import { RequestFacts } from "#web/console/partners/RequestFacts.tsx";
import { Study } from "#web/console/partners/Study.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/partners/partners.module.css";

/** One request before the committee: what was asked, what the study found, how the priority came about, the decision. */
export function PartnerDecision() {
  const { t } = useTranslation();
  const { id = "" } = useParams({ strict: false });
  const client = useQueryClient();
  const { association } = useMembership();
  const query = useQuery({
    queryKey: ["partner-decisions", association.id, id],
    queryFn: () => getPartnerDecision(association.id, id),
  });
  const view = query.data;
  const isWaiting = view?.journeyView.outcomes.some(({ isMine }) => isMine) ?? false;
  return (
    <Page
      title={view?.title ?? t("partners.pages.decisions")}
      lead={view?.partner ?? ""}
      action={<Link to="/partner-decisions">{t("partners.back")}</Link>}
    >
      {query.isError && !view ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={320} radius="lg" /> : null}
      {view ? (
        <>
          <Sheet>
            <div className={classes.stack}>
              <Path view={view} />
              <RequestFacts view={view} />
              <Study view={view} />
            </div>
          </Sheet>
          {isWaiting ? (
            <Sheet>
              <DecisionForm
                view={view}
                onDone={() => client.invalidateQueries({ queryKey: ["partner-decisions", association.id] })}
              />
            </Sheet>
          ) : null}
          <Sheet>
            <History view={view} />
          </Sheet>
        </>
      ) : null}
    </Page>
  );
}
