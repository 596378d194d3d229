import { Skeleton, VisuallyHidden } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import {
  actOnRequest,
  judgeDocument,
  markTold,
  readRequest,
  uploadDocument,
  type RequestView,
} from "#web/api/requests.ts";
import { Clocks } from "#web/console/journey/Clocks.tsx";
import { JourneyHistory } from "#web/console/journey/JourneyHistory.tsx";
import { JourneyPath } from "#web/console/journey/JourneyPath.tsx";
import { JourneyProblem } from "#web/console/journey/JourneyProblem.tsx";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { Answers } from "#web/console/requests/Answers.tsx";
import { Applicant } from "#web/console/requests/Applicant.tsx";
import { Correction } from "#web/console/requests/Correction.tsx";
import { DeclarationForm } from "#web/console/requests/DeclarationForm.tsx";
import { Documents } from "#web/console/requests/Documents.tsx";
import { Eligibility } from "#web/console/requests/Eligibility.tsx";
import { Following } from "#web/console/requests/Following.tsx";
import { NextStep } from "#web/console/requests/NextStep.tsx";
import { RequestContext, type OpenRequest } from "#web/console/requests/request-context.ts";
import { RequestHead } from "#web/console/requests/RequestHead.tsx";
import { Tools } from "#web/console/requests/Tools.tsx";
import { whatIsAsked } from "#web/console/requests/what-is-asked.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** One request: what is to be done now, then what it rests on. Neither title nor address names anybody. */
export function RequestPage() {
  const { t, language } = useJourneyWords();
  const { id } = useParams({ from: "/requests/$id" });
  const { association, role } = useMembership();
  const client = useQueryClient();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const queryKey = useMemo(() => ["request", association.id, id, language], [association.id, id, language]);
  // Each reading is written down, so the page does not read by itself again; what it shows is forgotten on leaving.
  const query = useQuery({
    queryKey,
    queryFn: () => readRequest(association.id, id, language),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const { data: view, refetch } = query;
  const action = useMutation({
    mutationFn: (run: () => Promise<RequestView>) => run(),
    onSuccess: (next) => {
      // The answer is in Arabic; what was read in another language keeps its own answers.
      const { answers } = view ?? next;
      client.setQueryData(queryKey, { ...next, answers: language === "ar" ? next.answers : answers });
      setDrafts({});
      void client.invalidateQueries({ queryKey: ["requests", association.id, "list"] });
    },
  });
  const { mutateAsync, isPending } = action;
  const open = useMemo((): OpenRequest | undefined => {
    if (!view) return undefined;
    const run = (work: () => Promise<RequestView>) =>
      mutateAsync(work).then(
        () => true,
        () => false,
      );
    return {
      view,
      isActing: isPending,
      drafts,
      keep: (field, text) => setDrafts((before) => ({ ...before, [field]: text })),
      act: (act) => run(() => actOnRequest(association.id, id, view.seq, act)),
      upload: (upload) => run(() => uploadDocument(association.id, id, upload)),
      judge: (documentId, verdict) => run(() => judgeDocument(association.id, id, documentId, verdict)),
      tell: () => run(() => markTold(association.id, id)),
      show: (next) => {
        client.setQueryData(queryKey, next);
        void client.invalidateQueries({ queryKey: ["requests", association.id, "list"] });
      },
      reload: async () => {
        await refetch();
      },
    };
  }, [view, isPending, drafts, mutateAsync, association.id, id, client, queryKey, refetch]);

  // While the conditions are being judged they stand in the task itself.
  const isMine = view?.journeyView.steps.some(({ id: at, by }) => at === view.step && by.some((one) => one === role));
  const isJudging = view !== undefined && isMine === true && ["judge", "unknown"].includes(whatIsAsked(view));
  const reload = async () => {
    await refetch();
    action.reset();
  };
  return (
    <>
      <p className={classes.back}>
        <Link to="/requests">{t("requests.back")}</Link>
      </p>
      {query.isError && !view ? (
        <Sheet>
          <ErrorNote error={query.error} retry={() => void query.refetch()} />
        </Sheet>
      ) : null}
      {query.isPending ? <Skeleton height={480} radius="lg" mt="md" /> : null}
      <VisuallyHidden>
        <output>{action.isSuccess ? t("requests.saved") : ""}</output>
      </VisuallyHidden>
      {open && view ? (
        <RequestContext value={open}>
          <RequestHead view={view} />
          {action.error ? (
            <div className={classes.problem}>
              <JourneyProblem
                key={action.submittedAt}
                error={action.error}
                journey={view.journeyView}
                typed={Object.values(drafts)}
                onReload={() => void reload()}
              />
            </div>
          ) : null}
          <div className={classes.columns}>
            <div className={classes.main}>
              <NextStep key={view.step ?? view.ending} />
              {view.isDeclarationDue && view.step !== null && whatIsAsked(view) !== "declaration" ? (
                <Sheet>
                  <h2 className={classes.sectionTitle}>{t("requestNext.ask.declaration")}</h2>
                  <DeclarationForm />
                </Sheet>
              ) : null}
              <Documents />
              {isJudging ? null : <Eligibility view={view} />}
              <Answers view={view}>
                <Correction />
              </Answers>
              <Sheet>
                <h2 className={classes.sectionTitle}>{t("journey.history")}</h2>
                <JourneyHistory history={view.history} journey={view.journeyView} />
              </Sheet>
            </div>
            <div className={classes.side}>
              <Applicant view={view} />
              <Sheet>
                <h2 className={classes.sectionTitle}>{t("journey.path")}</h2>
                <JourneyPath journey={view.journeyView} ending={view.ending} />
              </Sheet>
              {view.journeyView.clocks.length > 0 ? (
                <Sheet>
                  <Clocks clocks={view.journeyView.clocks} />
                </Sheet>
              ) : null}
              <Following />
              <Tools />
            </div>
          </div>
        </RequestContext>
      ) : null}
    </>
  );
}
