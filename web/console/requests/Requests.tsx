import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listOffers } from "#web/api/requests.ts";
import { useMembership } from "#web/console/membership.ts";
import { RequestFilters } from "#web/console/requests/RequestFilters.tsx";
import { RequestList } from "#web/console/requests/RequestList.tsx";
import { allSteps, stepsByTurn } from "#web/console/requests/whose-steps.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";

/** Requests: what waits for the reader first, then what waits for others; the longest wait first. */
export function Requests() {
  const { t } = useTranslation();
  const { association, role } = useMembership();
  const { state = "open", step, service } = useSearch({ from: "/requests" });
  const offers = useQuery({
    queryKey: ["requests", association.id, "offers"],
    queryFn: () => listOffers(association.id),
    staleTime: 300_000,
  });
  const steps = offers.data ? allSteps(offers.data) : [];
  const turns = stepsByTurn(steps, role);
  const within = (ids: readonly string[]) => ids.filter((id) => step === undefined || id === step);
  const filters = service === undefined ? {} : { service };
  const [mine, others] = [within(turns.mine), within(turns.others)];
  return (
    <Page
      title={t("requests.page")}
      lead={t("requests.lead")}
      action={
        <Button component={Link} to="/requests/new" size="md">
          {t("requests.new")}
        </Button>
      }
    >
      {offers.isError && !offers.data ? (
        <Sheet>
          <ErrorNote error={offers.error} retry={() => void offers.refetch()} />
        </Sheet>
      ) : null}
      {offers.isPending ? <Skeleton height={320} radius="lg" /> : null}
      {offers.data ? (
        <>
          <RequestFilters steps={steps} offers={offers.data} />
          {state === "ended" ? (
            <RequestList
              title={t("requests.endedOnes")}
              empty={t("requests.endedNone")}
              offers={offers.data}
              filters={{ state, ...filters }}
            />
          ) : (
            <>
              {mine.length > 0 ? (
                <RequestList
                  title={t("requests.mine")}
                  empty={t("requests.mineNone")}
                  offers={offers.data}
                  filters={{ steps: mine.join(","), ...filters }}
                />
              ) : null}
              {others.length > 0 ? (
                <RequestList
                  title={t("requests.others")}
                  empty={t("requests.othersNone")}
                  offers={offers.data}
                  filters={{ steps: others.join(","), ...filters }}
                />
              ) : null}
            </>
          )}
        </>
      ) : null}
    </Page>
  );
}
