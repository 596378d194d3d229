import { Button, Modal, SegmentedControl, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { closeContact, listContacts, type ContactLine } from "#web/api/contacts.ts";
import { useMembership } from "#web/console/membership.ts";
import { ContactEntry } from "#web/console/reception/ContactEntry.tsx";
import { ContactItem } from "#web/console/reception/ContactItem.tsx";
import { ReferralForm } from "#web/console/reception/ReferralForm.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/reception/Reception.module.css";

/** Who reaches the association: recorded in seconds, and who still waits for an answer, the longest first. */
export function Reception() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { association } = useMembership();
  const [state, setState] = useState<"open" | "closed">("open");
  const [referring, setReferring] = useState<ContactLine | undefined>(undefined);
  const query = useInfiniteQuery({
    queryKey: ["contacts", association.id, state],
    queryFn: ({ pageParam }) => listContacts(association.id, state, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const refer = useMutation({
    mutationFn: ({ id, seq, ...referral }: { id: string; seq: number; to: string; told: boolean }) =>
      closeContact(association.id, id, { seq, outcome: "referred", ...referral }),
    onSuccess: () => setReferring(undefined),
    onSettled: () => client.invalidateQueries({ queryKey: ["contacts", association.id] }),
  });
  const contacts = query.data?.pages.flatMap((page) => page.contacts);
  return (
    <Page title={t("reception.page")} lead={t("reception.lead")}>
      <Sheet>
        <ContactEntry />
      </Sheet>
      <Sheet>
        <div className={classes.head}>
          <SegmentedControl
            value={state}
            onChange={(value) => setState(value === "closed" ? "closed" : "open")}
            data={[
              { value: "open", label: t("reception.open") },
              { value: "closed", label: t("reception.closed") },
            ]}
          />
        </div>
        {query.isError && !contacts ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton height={200} radius="md" /> : null}
        {contacts?.length === 0 ? (
          <p className={classes.quiet}>{t(state === "open" ? "reception.noneOpen" : "reception.noneClosed")}</p>
        ) : null}
        <ul className={classes.lines}>
          {contacts?.map((contact) => (
            <ContactItem
              key={contact.id}
              contact={contact}
              now={query.dataUpdatedAt}
              onRefer={() => setReferring(contact)}
            />
          ))}
        </ul>
        {query.hasNextPage ? (
          <Button
            variant="default"
            mt="md"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("reception.listMore")}
          </Button>
        ) : null}
      </Sheet>
      <Modal
        opened={referring !== undefined}
        onClose={() => {
          setReferring(undefined);
          refer.reset();
        }}
        title={t("reception.referTitle")}
      >
        {referring ? (
          <ReferralForm
            isSaving={refer.isPending}
            onRefer={(referral) => refer.mutate({ id: referring.id, seq: referring.seq, ...referral })}
          />
        ) : null}
        {refer.error ? <ErrorNote error={refer.error} /> : null}
      </Modal>
    </Page>
  );
}
