import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listFollowUps, type FollowUpLine } from "#web/api/cases.ts";
import { CasesNav } from "#web/console/cases/CasesNav.tsx";
import { useCaseWords } from "#web/console/cases/names.ts";
import { useMembership } from "#web/console/membership.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** Who is to be called, by number: overdue first, then what is due, then what comes. */
export function FollowUps() {
  const { t } = useCaseWords();
  const { association } = useMembership();
  const query = useQuery({
    queryKey: ["cases", association.id, "follow-ups"],
    queryFn: () => listFollowUps(association.id),
  });
  const all = query.data?.followUps ?? [];
  const groups = [
    { id: "overdue", lines: all.filter(({ state }) => state === "overdue") },
    { id: "now", lines: all.filter(({ state }) => state === "open" || state === "again") },
    { id: "coming", lines: all.filter(({ state }) => state === "ahead") },
  ];
  return (
    <Page title={t("cases.followUps")} lead={t("caseFollowUp.lead")}>
      <CasesNav />
      {query.isError && !query.data ? (
        <Sheet>
          <ErrorNote error={query.error} retry={() => void query.refetch()} />
        </Sheet>
      ) : null}
      {query.isPending ? <Skeleton height={240} radius="lg" /> : null}
      {query.data && all.length === 0 ? (
        <Sheet>
          <p className={classes.quiet}>{t("caseFollowUp.noneDue")}</p>
        </Sheet>
      ) : null}
      {groups.map(({ id, lines }) => (lines.length > 0 ? <Due key={id} id={id} lines={lines} /> : null))}
      {query.data?.more ? <p className={classes.quiet}>{t("caseFollowUp.more")}</p> : null}
    </Page>
  );
}

function Due({ id, lines }: { id: string; lines: readonly FollowUpLine[] }) {
  const { t, format } = useCaseWords();
  return (
    <Sheet>
      <h2 className={id === "overdue" ? classes.signalTitle : classes.sectionTitle}>{t(`caseFollowUp.${id}`)}</h2>
      <DataTable
        caption={t(`caseFollowUp.${id}`)}
        columns={[
          { id: "number", heading: t("cases.number") },
          { id: "which", heading: t("caseFollowUp.which") },
          { id: "due", heading: t("caseFollowUp.dueOn") },
          { id: "place", heading: t("cases.place") },
          { id: "state", heading: t("cases.state") },
        ]}
        rows={lines.map((line) => ({
          key: line.id,
          cells: [
            <Link key="n" to="/cases/$id" params={{ id: line.caseId }}>
              <bdi dir="ltr">{format.inDigits(line.caseId)}</bdi>
            </Link>,
            t("caseFollowUp.after", { day: format.integer(line.day) }),
            format.date(line.dueOn),
            line.place === "" ? "" : t(`cases.places.${line.place}`),
            line.state === "again"
              ? t("caseFollowUp.tryUntil", { date: format.date(line.tryUntil) })
              : t(`caseFollowUp.states.${line.state}`),
          ],
        }))}
      />
    </Sheet>
  );
}
