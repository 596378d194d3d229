import { Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { actOnCase, readCase } from "#web/api/cases.ts";
import { CaseContext, type OpenCase } from "#web/console/cases/case-context.ts";
import { CasePath } from "#web/console/cases/CasePath.tsx";
import { Criteria } from "#web/console/cases/Criteria.tsx";
import { FollowUpList } from "#web/console/cases/FollowUpList.tsx";
import { History } from "#web/console/cases/History.tsx";
import { useCaseWords } from "#web/console/cases/names.ts";
import { NextStep } from "#web/console/cases/NextStep.tsx";
import { Person } from "#web/console/cases/Person.tsx";
import { Problem } from "#web/console/cases/Problem.tsx";
import { Recovery } from "#web/console/cases/Recovery.tsx";
import { Reports } from "#web/console/cases/Reports.tsx";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** One case: what is to be decided now, then where it stands and what is known. Neither title nor address names anybody. */
export function CasePage() {
  const { t, format, days } = useCaseWords();
  const { id } = useParams({ from: "/cases/$id" });
  const { association } = useMembership();
  const client = useQueryClient();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const queryKey = ["case", association.id, id];
  // Each reading is written down, so the page does not read by itself again; what it shows is forgotten on leaving.
  const query = useQuery({
    queryKey,
    queryFn: () => readCase(association.id, id),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
    retry: false,
  });
  const view = query.data;
  const action = useMutation({
    mutationFn: ({ what, body }: { what: string; body: unknown }) => actOnCase(association.id, id, what, body),
    onSuccess: (next) => {
      client.setQueryData(queryKey, next);
      setDrafts({});
      void client.invalidateQueries({ queryKey: ["cases", association.id] });
    },
  });
  const { mutateAsync, isPending } = action;
  const open = useMemo((): OpenCase | undefined => {
    if (!view) return undefined;
    return {
      view,
      isActing: isPending,
      drafts,
      keep: (field, text) => setDrafts((before) => ({ ...before, [field]: text })),
      act: (what, body) =>
        mutateAsync({ what, body: body instanceof FormData ? body : { seq: view.seq, ...body } }).then(
          () => true,
          () => false,
        ),
    };
  }, [view, isPending, drafts, mutateAsync]);

  const reload = async () => {
    await query.refetch();
    action.reset();
  };
  return (
    <>
      <p className={classes.back}>
        <Link to="/cases">{t("cases.back")}</Link>
      </p>
      <header className={classes.caseHead}>
        <h1>{t("cases.case", { id: `\u2068${format.inDigits(id)}\u2069` })}</h1>
        {view && view.step !== null ? (
          <p>
            {view.now - view.since < 86_400_000
              ? t("cases.sinceToday")
              : t("cases.since", { days: days(view.since, view.now) })}
          </p>
        ) : null}
      </header>
      {query.isError && !view ? (
        <Sheet>
          <ErrorNote error={query.error} retry={() => void query.refetch()} />
        </Sheet>
      ) : null}
      {query.isPending ? <Skeleton height={420} radius="lg" /> : null}
      {open ? (
        <CaseContext value={open}>
          {action.error ? <Problem error={action.error} onReload={reload} /> : null}
          <div className={classes.columns}>
            <div className={classes.main}>
              <NextStep key={open.view.step ?? open.view.ending} />
              <FollowUpList />
              <Reports />
              <Recovery />
              <Criteria />
              <History />
            </div>
            <div className={classes.side}>
              <Person />
              <CasePath />
            </div>
          </div>
        </CaseContext>
      ) : null}
    </>
  );
}
