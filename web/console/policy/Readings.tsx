import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  acknowledge,
  listOwnReadings,
  listReadingsOfAll,
  recordCirculation,
  shelfFile,
  type OwnReading,
  type ReadingOverview,
} from "#web/api/policy.ts";
import { useMembership } from "#web/console/membership.ts";
import { today } from "#web/console/today.ts";
import { todayIn } from "#policies/calendar.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { DateField } from "#web/ui/DateField.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { isolate } from "#web/ui/format.ts";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Keeping.module.css";

/** What one reads and confirms; for those who keep the policy, who has and which unit has its copy. */
export function Readings() {
  const { t } = useTranslation();
  const { association, permissions } = useMembership();
  const own = useQuery({ queryKey: ["readings", association.id], queryFn: () => listOwnReadings(association.id) });
  const keeps = permissions.includes("keepPolicy");
  const all = useQuery({
    queryKey: ["readingsOfAll", association.id],
    queryFn: () => listReadingsOfAll(association.id),
    enabled: keeps,
  });
  const readings = own.data?.readings;
  return (
    <Page title={t("policy.part.readings")} lead={t("readings.lead")}>
      {own.isError && !readings ? <ErrorNote error={own.error} retry={() => void own.refetch()} /> : null}
      <Sheet>
        <h2 className={classes.heading}>{t("readings.own")}</h2>
        {readings?.length === 0 ? <p className={classes.quiet}>{t("readings.nothing")}</p> : null}
        <ul className={classes.rows}>
          {readings?.map((reading) => (
            <Own key={reading.id} reading={reading} />
          ))}
        </ul>
      </Sheet>
      {all.error ? <ErrorNote error={all.error} retry={() => void all.refetch()} /> : null}
      {all.data ? <Everybody overview={all.data} /> : null}
      {all.data && all.data.circulation.length > 0 ? <Circulation overview={all.data} /> : null}
    </Page>
  );
}

function Own({ reading }: { reading: OwnReading }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const format = useFormat();
  const { association } = useMembership();
  const confirm = useMutation({
    mutationFn: () => acknowledge(association.id, { reading: reading.id, version: reading.version }),
    onSuccess: () =>
      Promise.all(
        ["readings", "readingsOfAll"].map((key) => client.invalidateQueries({ queryKey: [key, association.id] })),
      ),
  });
  const { acknowledgedAt } = reading;
  return (
    <li>
      <div>
        <h3>{reading.name[format.settings.language]}</h3>
        <p className={classes.quiet}>
          {t("readings.version", {
            version: format.integer(reading.version),
            on: isolate(format.date(reading.on)),
          })}
        </p>
        {reading.id === "policy" ? (
          <Link to="/policy">{t("readings.readPolicy")}</Link>
        ) : reading.documentId === null ? (
          <p className={classes.quiet}>{t("readings.onPaper")}</p>
        ) : (
          <a href={shelfFile(association.id, reading.documentId)}>{t("readings.readDocument")}</a>
        )}
      </div>
      <div className={classes.act}>
        {acknowledgedAt === null ? (
          <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t("readings.confirm")}
          </Button>
        ) : (
          <p className={classes.done}>✓ {t("readings.done", { on: isolate(format.date(dayOf(acknowledgedAt))) })}</p>
        )}
        {confirm.error ? <ErrorNote error={confirm.error} /> : null}
      </div>
    </li>
  );
}

function Everybody({ overview }: { overview: ReadingOverview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format.settings;
  const roleName = useRoleName();
  return (
    <Sheet>
      <h2 className={classes.heading}>{t("readings.all")}</h2>
      {overview.readings.map(({ id, name, people }) => {
        const done = people.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length;
        return (
          <section key={id} className={classes.block}>
            <h3 className={classes.part}>{name[language]}</h3>
            <p className={classes.quiet}>
              {t("readings.counts", { done: format.integer(done), all: format.integer(people.length) })}
            </p>
            {people.length === 0 ? (
              <p className={classes.quiet}>{t("readings.nobody")}</p>
            ) : (
              <DataTable
                caption={`${t("readings.all")}: ${name[language]}`}
                columns={[
                  { id: "name", heading: t("readings.person") },
                  { id: "role", heading: t("readings.role") },
                  { id: "when", heading: t("readings.when") },
                ]}
                rows={people.map((person) => ({
                  key: person.userId,
                  cells: [
                    person.name,
                    roleName(person.role),
                    person.acknowledgedAt === null ? (
                      <b key="not">{t("readings.notYet")}</b>
                    ) : (
                      format.date(dayOf(person.acknowledgedAt))
                    ),
                  ],
                }))}
              />
            )}
          </section>
        );
      })}
    </Sheet>
  );
}

function Circulation({ overview }: { overview: ReadingOverview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [giving, setGiving] = useState<string>();
  return (
    <Sheet>
      <h2 className={classes.heading}>{t("readings.circulation")}</h2>
      <DataTable
        caption={t("readings.circulation")}
        columns={[
          { id: "unit", heading: t("readings.unit") },
          { id: "given", heading: t("readings.given") },
          { id: "give", heading: t("readings.actions") },
        ]}
        rows={overview.circulation.map(({ unit, name, givenOn, lastVersion }) => ({
          key: unit,
          cells: [
            name[format.settings.language],
            givenOn !== null
              ? format.date(givenOn)
              : lastVersion === null
                ? t("readings.never")
                : t("readings.older", { version: format.integer(lastVersion) }),
            givenOn === null ? (
              <Button key="give" size="compact-sm" variant="subtle" onClick={() => setGiving(unit)}>
                {t("readings.give")}
              </Button>
            ) : (
              ""
            ),
          ],
        }))}
      />
      <Modal opened={giving !== undefined} onClose={() => setGiving(undefined)} title={t("readings.give")}>
        {giving === undefined ? null : (
          <GiveForm unit={giving} version={overview.version} onDone={() => setGiving(undefined)} />
        )}
      </Modal>
    </Sheet>
  );
}

function GiveForm({ unit, version, onDone }: { unit: string; version: number; onDone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { association } = useMembership();
  const [givenOn, setGivenOn] = useState(today());
  const thisYear = Number(today().slice(0, 4));
  const give = useMutation({
    mutationFn: () => recordCirculation(association.id, { unit, version, givenOn }),
    onSuccess: (overview) => {
      client.setQueryData(["readingsOfAll", association.id], overview);
      onDone();
    },
  });
  return (
    <div className={classes.form}>
      <DateField label={t("readings.givenOn")} value={givenOn} onChange={setGivenOn} years={[thisYear - 2, thisYear]} />
      {give.error ? <ErrorNote error={give.error} /> : null}
      <Button size="md" loading={give.isPending} onClick={() => give.mutate()}>
        {t("readings.give")}
      </Button>
    </div>
  );
}

const ROLES = ["admin", "quality", "officer", "researcher", "clinician", "committee", "projects"] as const;

function useRoleName(): (role: string) => string {
  const { t } = useTranslation();
  return (role) => {
    const known = ROLES.find((one) => one === role);
    return known ? t(`role.${known}`) : role;
  };
}

function dayOf(at: number): string {
  return todayIn("Asia/Riyadh", at);
}
