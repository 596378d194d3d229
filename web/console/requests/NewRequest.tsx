import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listOffers, type OpenedRequest } from "#web/api/requests.ts";
import { useMembership } from "#web/console/membership.ts";
import { NewRequestForm } from "#web/console/requests/NewRequestForm.tsx";
import { Received } from "#web/console/requests/Received.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** A request that somebody brings by phone, interview, letter or in person (clause C11), and the code that they get. */
export function NewRequest() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const from = useSearch({ from: "/requests/new" });
  const [opened, setOpened] = useState<OpenedRequest | undefined>(undefined);
  const offers = useQuery({
    queryKey: ["requests", association.id, "offers"],
    queryFn: () => listOffers(association.id),
    staleTime: 300_000,
  });
  if (opened) return <Received opened={opened} onAnother={() => setOpened(undefined)} />;
  return (
    <>
      <p className={classes.back}>
        <Link to="/requests">{t("requests.back")}</Link>
      </p>
      <Page title={t("requestNew.title")} lead={t("requestNew.lead")}>
        {offers.isError && !offers.data ? (
          <Sheet>
            <ErrorNote error={offers.error} retry={() => void offers.refetch()} />
          </Sheet>
        ) : null}
        {offers.isPending ? <Skeleton height={420} radius="lg" /> : null}
        {offers.data?.services.length === 0 ? (
          <Sheet>
            <p className={classes.quiet}>{t("requestNew.noServices")}</p>
          </Sheet>
        ) : null}
        {offers.data && offers.data.services.length > 0 ? (
          <NewRequestForm offers={offers.data} from={from} onOpened={setOpened} onRead={() => void offers.refetch()} />
        ) : null}
      </Page>
    </>
  );
}
