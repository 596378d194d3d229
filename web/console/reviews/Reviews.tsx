import { Button, Modal, SegmentedControl, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listReviews, type ReviewLine } from "#web/api/reviews.ts";
import { useMembership } from "#web/console/membership.ts";
import { ReviewForm } from "#web/console/reviews/ReviewForm.tsx";
import { DataTable } from "#web/ui/DataTable.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/reviews/Reviews.module.css";

/** Whose data must be looked at again, the longest waiting first (clause T10). */
export function Reviews() {
  const { t } = useTranslation();
  const format = useFormat();
  const { association } = useMembership();
  const [state, setState] = useState<"due" | "done">("due");
  const [reviewing, setReviewing] = useState<ReviewLine | undefined>(undefined);
  const query = useInfiniteQuery({
    queryKey: ["reviews", association.id, state],
    queryFn: ({ pageParam }) => listReviews(association.id, state, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const reviews = query.data?.pages.flatMap((page) => page.reviews);
  const overdue = query.data?.pages[0]?.overdue ?? 0;
  return (
    <Page title={t("reviews.page")} lead={t("reviews.lead")}>
      <Sheet>
        <div className={classes.head}>
          <SegmentedControl
            value={state}
            onChange={(value) => setState(value === "done" ? "done" : "due")}
            data={[
              { value: "due", label: t("reviews.due") },
              { value: "done", label: t("reviews.done") },
            ]}
          />
          {overdue > 0 ? (
            <span className={classes.late}>{t("reviews.overdue", { count: overdue, n: format.integer(overdue) })}</span>
          ) : null}
        </div>
        {query.isError && !reviews ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton height={200} radius="md" /> : null}
        {reviews?.length === 0 ? (
          <p className={classes.quiet}>{t(state === "due" ? "reviews.noneDue" : "reviews.noneDone")}</p>
        ) : null}
        {reviews && reviews.length > 0 ? <ReviewTable reviews={reviews} onReview={setReviewing} /> : null}
        {query.hasNextPage ? (
          <Button
            variant="default"
            mt="md"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("reviews.more")}
          </Button>
        ) : null}
      </Sheet>
      <Modal
        opened={reviewing !== undefined}
        onClose={() => setReviewing(undefined)}
        title={t("reviews.title")}
        size="lg"
      >
        {reviewing ? (
          <ReviewForm key={reviewing.id} review={reviewing} onClose={() => setReviewing(undefined)} />
        ) : null}
      </Modal>
    </Page>
  );
}

type ReviewTableProps = { reviews: readonly ReviewLine[]; onReview: (review: ReviewLine) => void };

function ReviewTable({ reviews, onReview }: ReviewTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { association } = useMembership();
  const serviceOf = (id: string) =>
    association.services.find((service) => service.id === id)?.name[format.settings.language] ?? id;
  return (
    <DataTable
      caption={t("reviews.page")}
      columns={[
        { id: "person", heading: t("reviews.person") },
        { id: "service", heading: t("reviews.service") },
        { id: "dueOn", heading: t("reviews.dueOn") },
        { id: "result", heading: t("reviews.result") },
      ]}
      rows={reviews.map((review) => ({
        key: review.id,
        cells: [
          <bdi key="p">{review.name}</bdi>,
          serviceOf(review.service),
          <span key="d">
            {format.date(review.dueOn)}
            {review.isOverdue ? <span className={classes.late}> {t("reviews.late")}</span> : null}
          </span>,
          review.outcome === "" ? (
            <Button key="r" variant="subtle" size="compact-sm" onClick={() => onReview(review)}>
              {t("reviews.review")}
            </Button>
          ) : (
            t(`reviews.${review.outcome}`)
          ),
        ],
      }))}
    />
  );
}
