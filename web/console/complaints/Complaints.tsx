import { Button, Modal, SegmentedControl, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listComplaints } from "#web/api/complaints.ts";
import { ComplaintForm } from "#web/console/complaints/ComplaintForm.tsx";
import { ComplaintSheet } from "#web/console/complaints/ComplaintSheet.tsx";
import { ComplaintTable } from "#web/console/complaints/ComplaintTable.tsx";
import { HeldComments } from "#web/console/complaints/HeldComments.tsx";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/complaints/Complaints.module.css";

type Tab = "open" | "closed" | "held";

/** Complaints and objections by due date, apart from evaluations (clause C18); and comments that name somebody (C7b). */
export function Complaints() {
  const { t } = useTranslation();
  const { association, permissions } = useMembership();
  const [tab, setTab] = useState<Tab>("open");
  const [recording, setRecording] = useState(false);
  const [reading, setReading] = useState<string | undefined>(undefined);
  const mayAnswer = permissions.includes("answerComplaints");
  const tabs: readonly Tab[] = mayAnswer ? ["open", "closed", "held"] : ["open", "closed"];
  return (
    <Page
      title={t("complaints.page")}
      lead={t("complaints.lead")}
      action={<Button onClick={() => setRecording(true)}>{t("complaints.record")}</Button>}
    >
      <Sheet>
        <div className={classes.head}>
          <SegmentedControl
            value={tab}
            onChange={(value) => setTab(tabs.find((one) => one === value) ?? "open")}
            data={tabs.map((value) => ({ value, label: t(`complaints.${value}`) }))}
          />
          <a href={`/a/${association.id}/complaint`} target="_blank" rel="noreferrer">
            {t("complaints.publicPage")}
          </a>
        </div>
        {tab === "held" ? <HeldComments /> : <ComplaintList state={tab} onRead={mayAnswer ? setReading : undefined} />}
      </Sheet>
      <Modal opened={recording} onClose={() => setRecording(false)} title={t("complaints.record")} size="lg">
        <ComplaintForm />
      </Modal>
      <Modal
        opened={reading !== undefined}
        onClose={() => setReading(undefined)}
        title={t("complaints.type.complaint")}
        size="lg"
      >
        {reading === undefined ? null : <ComplaintSheet key={reading} id={reading} />}
      </Modal>
    </Page>
  );
}

function ComplaintList({ state, onRead }: { state: "open" | "closed"; onRead: ((id: string) => void) | undefined }) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const query = useInfiniteQuery({
    queryKey: ["complaints", association.id, state],
    queryFn: ({ pageParam }) => listComplaints(association.id, state, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const complaints = query.data?.pages.flatMap((page) => page.complaints);
  return (
    <>
      {query.isError && !complaints ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={200} radius="md" /> : null}
      {complaints?.length === 0 ? (
        <p className={classes.quiet}>{t(state === "open" ? "complaints.noneOpen" : "complaints.noneClosed")}</p>
      ) : null}
      {complaints && complaints.length > 0 ? <ComplaintTable complaints={complaints} onRead={onRead} /> : null}
      {query.hasNextPage ? (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("complaints.more")}
        </Button>
      ) : null}
    </>
  );
}
