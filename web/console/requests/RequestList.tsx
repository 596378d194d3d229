import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listRequests, type Offers } from "#web/api/requests.ts";
import { useMembership } from "#web/console/membership.ts";
import { RequestTable } from "#web/console/requests/RequestTable.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/requests/Requests.module.css";

type RequestListProps = {
  readonly title: string;
  readonly empty: string;
  readonly offers: Offers;
  readonly filters: Readonly<Record<string, string>>;
};

/** One list of requests under its heading, page by page. */
export function RequestList({ title, empty, offers, filters }: RequestListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { association } = useMembership();
  const query = useInfiniteQuery({
    queryKey: ["requests", association.id, "list", filters],
    queryFn: ({ pageParam }) =>
      listRequests(association.id, { ...filters, ...(pageParam === "" ? {} : { cursor: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const requests = query.data?.pages.flatMap((page) => page.requests);
  return (
    <Sheet>
      <h2 className={classes.listTitle}>
        {title}
        {requests && requests.length > 0 ? (
          <small>{`${format.integer(requests.length)}${query.hasNextPage ? "+" : ""}`}</small>
        ) : null}
      </h2>
      {query.isError && !requests ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={160} radius="md" /> : null}
      {requests?.length === 0 ? <p className={classes.quiet}>{empty}</p> : null}
      {requests && requests.length > 0 ? (
        <RequestTable caption={title} requests={requests} offers={offers} now={query.dataUpdatedAt} />
      ) : null}
      {query.hasNextPage ? (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("requests.more")}
        </Button>
      ) : null}
    </Sheet>
  );
}
