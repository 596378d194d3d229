import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { evaluateForPartner, getOwnPartnership, type OwnPartnership as View } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { AgreementText } from "#web/console/partners/AgreementText.tsx";
import { Evaluation } from "#web/console/partners/Evaluation.tsx";
import { History } from "#web/console/partners/History.tsx";
import { Indicators } from "#web/console/partners/Indicators.tsx";
import { Path } from "#web/console/partners/Path.tsx";
import { RequestFacts } from "#web/console/partners/RequestFacts.tsx";
import { OwnSteps } from "#web/console/portal/OwnSteps.tsx";
import { OwnReports } from "#web/console/portal/OwnReports.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** One partnership as the partner sees it: where it stands, what is to be done, what came of it. */
export function OwnPartnership() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const client = useQueryClient();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const key = ["portal", association.id, id];
  const query = useQuery({ queryKey: key, queryFn: () => getOwnPartnership(association.id, id ?? "") });
  const view = query.data;
  const refresh = () => client.invalidateQueries({ queryKey: ["portal", association.id] });
  return (
    <Page
      title={view?.title ?? t("partners.pages.portal")}
      lead={view?.stepName[language] ?? ""}
      action={<Link to="/portal">{t("partners.backPortal")}</Link>}
    >
      {query.isError && !view ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={320} radius="lg" /> : null}
      {view ? <Sheets view={view} refresh={refresh} /> : null}
    </Page>
  );
}

function Sheets({ view, refresh }: { view: View; refresh: () => Promise<void> }) {
  const { t } = useTranslation();
  const { association } = useMembership();
  return (
    <>
      <Sheet>
        <div className={classes.stack}>
          <Path view={view} />
          {view.notices.map(({ topic, reason, madeAt }) => (
            <div key={madeAt} className={classes.notice}>
              <p>
                <strong>{t(`partners.notice.${topic}`)}</strong>
              </p>
              {reason ? <p className={classes.words}>{t("partners.because", { reason })}</p> : null}
            </div>
          ))}
          {view.agreement && !view.agreement.partner ? <AgreementText view={view} agreement={view.agreement} /> : null}
          <OwnSteps view={view} onDone={refresh} />
        </div>
      </Sheet>
      {view.agreement?.partner ? (
        <Sheet>
          <AgreementText view={view} agreement={view.agreement} />
        </Sheet>
      ) : null}
      {view.reports.length > 0 ? (
        <Sheet>
          <OwnReports view={view} onDone={refresh} />
        </Sheet>
      ) : null}
      {view.reports.length > 0 ? (
        <Sheet>
          <section className={classes.stack} aria-labelledby="indicators">
            <h2 id="indicators">{t("partners.ourIndicators")}</h2>
            <Indicators indicators={view.indicators} />
          </section>
        </Sheet>
      ) : null}
      {view.ending === "ended" ||
      view.journeyView.outcomes.some(({ missing }) => missing.some((m) => m.need === "evaluation")) ? (
        <Sheet>
          <Evaluation
            view={view}
            side="partner"
            send={(answers) => evaluateForPartner(association.id, view.id, answers)}
            onSent={refresh}
          />
        </Sheet>
      ) : null}
      <Sheet>
        <div className={classes.stack}>
          <RequestFacts view={view} />
          <History view={view} />
        </div>
      </Sheet>
    </>
  );
}
