import { Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import {
  committeeFile,
  decideRequest,
  readForDecision,
  type CommitteeView,
  type Decision,
} from "#web/api/committee.ts";
import { Ready } from "#web/console/committee/Committee.tsx";
import { DecisionForm } from "#web/console/committee/DecisionForm.tsx";
import { Clocks } from "#web/console/journey/Clocks.tsx";
import { JourneyHistory } from "#web/console/journey/JourneyHistory.tsx";
import { JourneyPath } from "#web/console/journey/JourneyPath.tsx";
import { JourneyProblem } from "#web/console/journey/JourneyProblem.tsx";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { Answers } from "#web/console/requests/Answers.tsx";
import { Applicant } from "#web/console/requests/Applicant.tsx";
import { DocumentItem } from "#web/console/requests/DocumentItem.tsx";
import { Eligibility } from "#web/console/requests/Eligibility.tsx";
import { RequestHead } from "#web/console/requests/RequestHead.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/committee/Committee.module.css";

/** One request for the committee: what it rests on, who is there, and the decision. */
export function CommitteePage() {
  const { t, language } = useJourneyWords();
  const { id } = useParams({ from: "/committee/$id" });
  const { association } = useMembership();
  const client = useQueryClient();
  const queryKey = ["forDecision", association.id, id, language];
  // Each reading is written down, so the page does not read by itself again; what it shows is forgotten on leaving.
  const query = useQuery({
    queryKey,
    queryFn: () => readForDecision(association.id, id, language),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const view = query.data;
  const decide = useMutation({
    mutationFn: (decision: Decision) => decideRequest(association.id, id, decision),
    onSuccess: (next) => {
      const { answers } = view ?? next;
      client.setQueryData(queryKey, { ...next, answers: language === "ar" ? next.answers : answers });
      void client.invalidateQueries({ queryKey: ["committee", association.id] });
    },
  });
  const reload = async () => {
    await query.refetch();
    decide.reset();
  };
  return (
    <>
      <p className={classes.back}>
        <Link to="/committee">{t("committee.back")}</Link>
      </p>
      {query.isError && !view ? (
        <Sheet>
          <ErrorNote error={query.error} retry={() => void query.refetch()} />
        </Sheet>
      ) : null}
      {query.isPending ? <Skeleton height={480} radius="lg" mt="md" /> : null}
      {view ? (
        <>
          <RequestHead view={view} />
          {decide.error ? (
            <div className={classes.problem}>
              <JourneyProblem
                key={decide.submittedAt}
                error={decide.error}
                journey={view.journeyView}
                typed={[decide.variables.reason ?? ""]}
                onReload={() => void reload()}
              />
            </div>
          ) : null}
          {decide.isSuccess ? <output className={classes.saved}>{t("decision.saved")}</output> : null}
          <div className={classes.columns}>
            <div className={classes.main}>
              <Asked view={view} />
              <Sheet>
                <h2 className={classes.title}>{t("requestDocuments.title")}</h2>
                {view.documents.length === 0 ? <p className={classes.quiet}>{t("requestDocuments.none")}</p> : null}
                <ul className={classes.documents}>
                  {view.documents.map((line) => (
                    <DocumentItem
                      key={line.rule}
                      line={line}
                      fileOf={(documentId) => committeeFile(association.id, id, documentId)}
                    />
                  ))}
                </ul>
              </Sheet>
              <Eligibility view={view} />
              <Answers view={view} />
              <DecisionForm
                key={view.seq}
                view={view}
                isSaving={decide.isPending}
                onDecide={(decision) => decide.mutate(decision)}
              />
              <Sheet>
                <h2 className={classes.title}>{t("journey.history")}</h2>
                <JourneyHistory history={view.history} journey={view.journeyView} />
              </Sheet>
            </div>
            <div className={classes.side}>
              <Applicant view={view} />
              <Sheet>
                <h2 className={classes.title}>{t("journey.path")}</h2>
                <JourneyPath journey={view.journeyView} ending={view.ending} />
              </Sheet>
              {view.journeyView.clocks.length > 0 ? (
                <Sheet>
                  <Clocks clocks={view.journeyView.clocks} />
                </Sheet>
              ) : null}
            </div>
          </div>
        </>
      ) : null}
    </>
  );
}

/** What the clause asks for, in the order in which a committee looks at it. */
function Asked({ view }: { view: CommitteeView }) {
  const { t, wholeDays } = useJourneyWords();
  const { decision } = view;
  const lastReason = view.history.findLast(({ detail }) => detail.reason)?.detail.reason;
  const clock = decision?.isBefore ? "early" : decision?.isAfter ? "late" : undefined;
  return (
    <Sheet>
      <h2 className={classes.title}>{t("committee.asks")}</h2>
      <Ready line={{ isComplete: view.isComplete, eligibility: view.eligibility.state }} />
      {decision && clock ? (
        <p className={classes.quiet}>{t(`committee.${clock}`, { days: wholeDays(decision.days) })}</p>
      ) : null}
      {lastReason ? <p>{t("journey.reason", { reason: lastReason })}</p> : null}
    </Sheet>
  );
}
