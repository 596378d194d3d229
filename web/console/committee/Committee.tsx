import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listQueue, type QueueLine } from "#web/api/committee.ts";
import { DecisionTimePanel } from "#web/console/committee/DecisionTimePanel.tsx";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { CheckIcon, ClockIcon, CloseIcon } from "#web/ui/icons.tsx";
import { DataTable } from "#web/ui/DataTable.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/committee/Committee.module.css";

/** What waits for the committee, the longest wait first, and how long its decisions take (clause C15). */
export function Committee() {
  const { t, format } = useJourneyWords();
  const { association } = useMembership();
  const query = useQuery({ queryKey: ["committee", association.id], queryFn: () => listQueue(association.id) });
  const queue = query.data?.queue;
  return (
    <Page title={t("committee.page")} lead={t("committee.lead")}>
      <Sheet>
        {query.isError && !queue ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton height={200} radius="md" /> : null}
        {queue?.length === 0 ? <p className={classes.quiet}>{t("committee.none")}</p> : null}
        {queue && queue.length > 0 ? (
          <>
            <h2 className={classes.title}>
              {t("committee.queue", { count: queue.length, n: format.integer(queue.length) })}
            </h2>
            <Queue queue={queue} now={query.dataUpdatedAt} />
          </>
        ) : null}
      </Sheet>
      <DecisionTimePanel />
    </Page>
  );
}

function Queue({ queue, now }: { queue: readonly QueueLine[]; now: number }) {
  const { t, language, days, wholeDays } = useJourneyWords();
  const { association } = useMembership();
  return (
    <DataTable
      caption={t("committee.page")}
      columns={[
        { id: "person", heading: t("committee.person") },
        { id: "service", heading: t("committee.service") },
        { id: "waiting", heading: t("committee.waiting") },
        { id: "ready", heading: t("committee.ready") },
        { id: "marks", heading: t("committee.marks") },
      ]}
      rows={queue.map((one) => ({
        key: one.id,
        cells: [
          <Link key="n" to="/committee/$id" params={{ id: one.id }}>
            <bdi>{one.name}</bdi>
          </Link>,
          association.services.find(({ id }) => id === one.service)?.name[language] ?? one.service,
          // A deferral comes back to the step, and the wait goes on.
          one.decision ? wholeDays(one.decision.ranDays) : days(one.since, now),
          <Ready key="r" line={one} />,
          <Marks key="m" line={one} />,
        ],
      }))}
    />
  );
}

/** What the clause asks for before a decision: complete documents, and conditions that were checked. */
export function Ready({ line }: { line: Pick<QueueLine, "isComplete" | "eligibility"> }) {
  const { t } = useJourneyWords();
  const facts = [
    { isGood: line.isComplete, words: t(line.isComplete ? "committee.complete" : "committee.incomplete") },
    { isGood: line.eligibility === "eligible", words: t(`committee.eligibility.${line.eligibility}`) },
  ];
  return (
    <ul className={classes.ready}>
      {facts.map(({ isGood, words }) => (
        <li key={words} data-good={isGood}>
          {isGood ? <CheckIcon size={16} /> : <CloseIcon size={16} />}
          {words}
        </li>
      ))}
    </ul>
  );
}

function Marks({ line: { decision, isObjection, deferrals } }: { line: QueueLine }) {
  const { t, format, wholeDays } = useJourneyWords();
  const isLate = decision?.isAfter === true;
  if (!isLate && !isObjection && deferrals === 0) return null;
  return (
    <span className={classes.marks}>
      {isLate ? (
        <span className={classes.late}>
          <ClockIcon size={16} />
          {t("committee.afterDays", { days: wholeDays(decision.days) })}
        </span>
      ) : null}
      {isObjection ? <span>{t("committee.objection")}</span> : null}
      {deferrals > 0 ? (
        <span>{t("committee.deferred", { count: deferrals, n: format.integer(deferrals) })}</span>
      ) : null}
    </span>
  );
}
