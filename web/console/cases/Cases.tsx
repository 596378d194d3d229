import { Button, Modal, SegmentedControl, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { countSteps, listCases } from "#web/api/cases.ts";
import { CasesNav } from "#web/console/cases/CasesNav.tsx";
import { CaseTable } from "#web/console/cases/CaseTable.tsx";
import { NewCase } from "#web/console/cases/NewCase.tsx";
import { StepFunnel } from "#web/console/cases/StepFunnel.tsx";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** Where the cases stand, and which have waited longest. Numbers only: names are on the page of a case. */
export function Cases() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const { state = "open", step } = useSearch({ from: "/cases" });
  const navigate = useNavigate();
  const [opening, setOpening] = useState(false);
  const steps = useQuery({
    queryKey: ["cases", association.id, "steps"],
    queryFn: () => countSteps(association.id),
  });
  const query = useInfiniteQuery({
    queryKey: ["cases", association.id, "list", state, step ?? ""],
    queryFn: ({ pageParam }) =>
      listCases(association.id, { state, ...(step ? { step } : {}), ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const cases = query.data?.pages.flatMap((page) => page.cases);
  const isEmpty = steps.data?.steps.every(({ now }) => now === 0) && steps.data.endings.every((one) => one.cases === 0);
  const choose = (next: "open" | "ended") =>
    void navigate({ to: "/cases", search: next === "open" ? {} : { state: next } });

  return (
    <Page
      title={t("page.cases")}
      lead={t("cases.lead")}
      action={<Button onClick={() => setOpening(true)}>{t("cases.open")}</Button>}
    >
      <CasesNav />
      {steps.isError && !steps.data ? (
        <Sheet>
          <ErrorNote error={steps.error} retry={() => void steps.refetch()} />
        </Sheet>
      ) : null}
      {isEmpty ? (
        <Sheet>
          <p className={classes.quiet}>{t("cases.noneYet")}</p>
        </Sheet>
      ) : (
        <>
          <Sheet>{steps.data ? <StepFunnel counted={steps.data} chosen={step} /> : <Skeleton height={420} />}</Sheet>
          <Sheet>
            <div className={classes.listHead}>
              <SegmentedControl
                value={state}
                onChange={(value) => choose(value === "ended" ? "ended" : "open")}
                data={[
                  { value: "open", label: t("cases.openOnes") },
                  { value: "ended", label: t("cases.endedOnes") },
                ]}
              />
              {step ? (
                <Link to="/cases" search={state === "open" ? {} : { state }}>
                  {t("cases.allSteps")}
                </Link>
              ) : null}
            </div>
            {query.isError && !cases ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
            {query.isPending ? <Skeleton height={160} /> : null}
            {cases?.length === 0 ? <p className={classes.quiet}>{t("cases.none")}</p> : null}
            {cases && cases.length > 0 && steps.data ? (
              <CaseTable cases={cases} counted={steps.data} state={state} />
            ) : null}
            {query.hasNextPage ? (
              <Button
                variant="default"
                mt="md"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t("cases.more")}
              </Button>
            ) : null}
          </Sheet>
        </>
      )}
      <Modal opened={opening} onClose={() => setOpening(false)} title={t("casePerson.new")} size="lg">
        <NewCase />
      </Modal>
    </Page>
  );
}
