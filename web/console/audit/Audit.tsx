import { Button, NativeSelect, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listActors, listAudit } from "#web/api/audit.ts";
import { AuditTable } from "#web/console/audit/AuditTable.tsx";
import { ENTITIES, type AuditSearch } from "#web/console/audit/search.ts";
import { useMembership } from "#web/console/membership.ts";
import { today } from "#web/console/today.ts";
import { DateField } from "#web/ui/DateField.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/audit/Audit.module.css";

/** Who read what, and when (clause T3): by kind of file, person, day, or of one file. Never what it said. */
export function Audit() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const navigate = useNavigate();
  const { entity, entityId, actor, on } = useSearch({ from: "/audit" });
  const filters: AuditSearch = { entity, entityId, actor, on };
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
  const query = useInfiniteQuery({
    queryKey: ["audit", association.id, given],
    queryFn: ({ pageParam }) => listAudit(association.id, { ...given, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const actors = useQuery({ queryKey: ["auditActors", association.id], queryFn: () => listActors(association.id) });
  const choose = (next: AuditSearch) => void navigate({ to: "/audit", search: { ...filters, ...next } });
  const entries = query.data?.pages.flatMap((page) => page.entries);
  const year = Number(today().slice(0, 4));
  return (
    <Page title={t("audit.page")} lead={t("audit.lead")}>
      <Sheet>
        {entityId === undefined ? (
          <div className={classes.filters}>
            <NativeSelect
              label={t("audit.entityFilter")}
              value={entity ?? ""}
              data={[
                { value: "", label: t("audit.any") },
                ...ENTITIES.map((value) => ({ value, label: t(`audit.entity.${value}`) })),
              ]}
              onChange={(event) => choose({ entity: ENTITIES.find((one) => one === event.currentTarget.value) })}
            />
            <NativeSelect
              label={t("audit.actorFilter")}
              value={actor ?? ""}
              data={[
                { value: "", label: t("audit.any") },
                ...(actors.data?.actors ?? []).map(({ id, name, role }) => ({
                  value: id,
                  label: `${name} (${t(`role.${role}`)})`,
                })),
              ]}
              onChange={(event) => choose({ actor: event.currentTarget.value || undefined })}
            />
            {on === undefined ? (
              <Button variant="default" onClick={() => choose({ on: today() })}>
                {t("audit.choosesDay")}
              </Button>
            ) : (
              <>
                <DateField
                  label={t("audit.dayFilter")}
                  value={on}
                  years={[year - 5, year]}
                  onChange={(day) => choose({ on: day })}
                />
                <Button variant="default" onClick={() => choose({ on: undefined })}>
                  {t("audit.anyDay")}
                </Button>
              </>
            )}
          </div>
        ) : (
          <p className={classes.quiet}>
            {t("audit.oneFile")}
            {t("list.dot")}
            <Link to="/audit" search={{}}>
              {t("audit.allFiles")}
            </Link>
          </p>
        )}
        {query.isError && !entries ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton height={240} radius="md" /> : null}
        {entries?.length === 0 ? <p className={classes.quiet}>{t("audit.none")}</p> : null}
        {entries && entries.length > 0 ? <AuditTable entries={entries} isOneFile={entityId !== undefined} /> : null}
        {query.hasNextPage ? (
          <Button
            variant="default"
            mt="md"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("audit.more")}
          </Button>
        ) : null}
      </Sheet>
    </Page>
  );
}
