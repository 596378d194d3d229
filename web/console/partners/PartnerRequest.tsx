import { Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import {
  evaluateForAssociation,
  getPartnerRequest,
  movePartnership,
  signForAssociation,
  type PartnershipView,
} from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { AgreementForm } from "#web/console/partners/AgreementForm.tsx";
import { AgreementText } from "#web/console/partners/AgreementText.tsx";
import { Deliveries } from "#web/console/partners/Deliveries.tsx";
import { Evaluation } from "#web/console/partners/Evaluation.tsx";
import { History } from "#web/console/partners/History.tsx";
import { Indicators } from "#web/console/partners/Indicators.tsx";
import { Path } from "#web/console/partners/Path.tsx";
import { Refused } from "#web/console/partners/Refused.tsx";
import { ReportCalendar } from "#web/console/partners/ReportCalendar.tsx";
import { RequestFacts } from "#web/console/partners/RequestFacts.tsx";
import { Study } from "#web/console/partners/Study.tsx";
import { StudyForm } from "#web/console/partners/StudyForm.tsx";
import { Sure } from "#web/console/partners/Sure.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** One partnership for those who study and accompany it: what the step at hand asks for stands first. */
export function PartnerRequest() {
  const { t } = useTranslation();
  const { id = "" } = useParams({ strict: false });
  const client = useQueryClient();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const query = useQuery({
    queryKey: ["partner-requests", association.id, id],
    queryFn: () => getPartnerRequest(association.id, id),
  });
  const view = query.data;
  const refresh = () => client.invalidateQueries({ queryKey: ["partner-requests", association.id] });
  return (
    <Page
      title={view?.title ?? t("partners.pages.requests")}
      lead={view ? [`\u2068${view.partner}\u2069`, view.stepName[language]].join(t("list.dot")) : ""}
      action={<Link to="/partner-requests">{t("partners.back")}</Link>}
    >
      {query.isError && !view ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={320} radius="lg" /> : null}
      {view ? (
        <>
          <Sheet>
            <div className={classes.stack}>
              <Path view={view} />
              <StepWork key={view.seq} view={view} onDone={refresh} />
            </div>
          </Sheet>
          <RunningSheets view={view} onDone={refresh} />
          <Sheet>
            <div className={classes.stack}>
              <RequestFacts view={view} />
              <Study view={view} />
              <History view={view} />
            </div>
          </Sheet>
        </>
      ) : null}
    </Page>
  );
}

type WorkProps = { view: PartnershipView; onDone: () => Promise<void> };

function StepWork({ view, onDone }: WorkProps) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const { language } = useFormat().settings;
  const { agreement, seq, id } = view;
  const { outcomes } = view.journeyView;
  const sign = useMutation({
    mutationFn: () => signForAssociation(association.id, id, { seq, agreementId: agreement?.id ?? "" }),
    onSettled: onDone,
  });
  const move = useMutation({
    mutationFn: (outcome: string) => movePartnership(association.id, id, { seq, outcome }),
    onSettled: onDone,
  });
  const lacks = (need: string) =>
    outcomes.some(({ missing, isMine }) => isMine && missing.some((one) => one.need === need));
  if (lacks("study")) return <StudyForm view={view} onDone={onDone} />;
  const ready = outcomes.find(({ isMine, missing, asks }) => isMine && missing.length === 0 && asks.length === 0);
  const isWaiting = outcomes.some(({ asks }) => asks.includes("quorum"));
  return (
    <>
      {isWaiting ? <p className={classes.lead}>{t("partners.waitsForCommittee")}</p> : null}
      {lacks("agreement") && !agreement?.association && !agreement?.partner ? (
        <AgreementForm view={view} onDone={onDone} />
      ) : null}
      {lacks("agreement") && agreement && !agreement.association ? (
        <Sure
          label={t("partners.sign")}
          sure={t("partners.signSure")}
          busy={sign.isPending}
          onSure={() => sign.mutate()}
        />
      ) : null}
      {ready ? (
        <Sure
          label={ready.name[language]}
          sure={t("partners.goOn")}
          busy={move.isPending}
          onSure={() => move.mutate(ready.id)}
        />
      ) : null}
      <Refused error={sign.error ?? move.error} />
    </>
  );
}

function RunningSheets({ view, onDone }: WorkProps) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const { agreement, reports, indicators } = view;
  const isJudged =
    view.evaluation !== null &&
    (view.evaluation.sides.length > 0 ||
      view.journeyView.outcomes.some(({ missing }) => missing.some(({ need }) => need === "evaluation")));
  return (
    <>
      {isJudged ? (
        <Sheet>
          <Evaluation
            view={view}
            side="association"
            send={(answers) => evaluateForAssociation(association.id, view.id, answers)}
            onSent={onDone}
          />
        </Sheet>
      ) : null}
      {agreement ? (
        <Sheet>
          <AgreementText view={view} agreement={agreement} />
        </Sheet>
      ) : null}
      {reports.length > 0 ? (
        <>
          <Sheet>
            <ReportCalendar view={view} />
          </Sheet>
          <Sheet>
            <section className={classes.stack} aria-labelledby="indicators">
              <h2 id="indicators">{t("partners.indicators")}</h2>
              <Indicators indicators={indicators} />
            </section>
          </Sheet>
          <Sheet>
            <Deliveries view={view} onDone={onDone} />
          </Sheet>
        </>
      ) : null}
    </>
  );
}
