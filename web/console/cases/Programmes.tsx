import { Button, Modal, Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { servicePointFile } from "#web/api.ts";
import { listProgrammes, recordProgramme, type Programmes as Listed } from "#web/api/cases.ts";
import { CasesNav } from "#web/console/cases/CasesNav.tsx";
import { useCaseWords } from "#web/console/cases/names.ts";
import { useMembership } from "#web/console/membership.ts";
import { CopyLink } from "#web/ui/CopyLink.tsx";
import { DataTable } from "#web/ui/DataTable.tsx";
import { DateField } from "#web/ui/DateField.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** Programmes during the stay (clause I8), and the safe way in which they are evaluated. */
export function Programmes() {
  const { t, format } = useCaseWords();
  const { association } = useMembership();
  const [recording, setRecording] = useState(false);
  const query = useQuery({
    queryKey: ["cases", association.id, "programmes"],
    queryFn: () => listProgrammes(association.id),
  });
  const listed = query.data;
  return (
    <Page
      title={t("cases.programmes")}
      lead={t("programme.lead")}
      action={<Button onClick={() => setRecording(true)}>{t("programme.record")}</Button>}
    >
      <CasesNav />
      {query.isError && !listed ? (
        <Sheet>
          <ErrorNote error={query.error} retry={() => void query.refetch()} />
        </Sheet>
      ) : null}
      {query.isPending ? <Skeleton height={240} radius="lg" /> : null}
      {listed ? <HowEvaluated listed={listed} /> : null}
      {listed ? (
        <Sheet>
          <h2 className={classes.sectionTitle}>{t("programme.list")}</h2>
          {listed.programmes.length === 0 ? (
            <p className={classes.quiet}>{t("programme.none")}</p>
          ) : (
            <DataTable
              caption={t("programme.list")}
              columns={[
                { id: "title", heading: t("programme.title") },
                { id: "on", heading: t("programme.heldOn") },
              ]}
              rows={listed.programmes.map(({ id, title, heldOn }) => ({
                key: id,
                cells: [title, format.date(heldOn)],
              }))}
            />
          )}
        </Sheet>
      ) : null}
      <Modal opened={recording} onClose={() => setRecording(false)} title={t("programme.record")}>
        {listed ? <Recording today={listed.today} onClose={() => setRecording(false)} /> : null}
      </Modal>
    </Page>
  );
}

function HowEvaluated({ listed }: { listed: Listed }) {
  const { t } = useCaseWords();
  const { association, permissions } = useMembership();
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("programme.evaluate")}</h2>
      <p>{t("programme.safe")}</p>
      {listed.points.length === 0 ? <p className={classes.quiet}>{t("programme.noPoints")}</p> : null}
      <ul className={classes.plain}>
        {listed.points.map(({ id, label, link }) => (
          <li key={id} className={classes.point}>
            <strong>{label}</strong>
            <CopyLink link={link} />
            {permissions.includes("shareLinks") ? (
              <a href={servicePointFile(association.id, id, "poster-a4.pdf")} target="_blank" rel="noreferrer">
                {t("programme.poster")}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Recording({ today, onClose }: { today: string; onClose: () => void }) {
  const { t } = useCaseWords();
  const { association } = useMembership();
  const client = useQueryClient();
  const [title, setTitle] = useState("");
  const [heldOn, setHeldOn] = useState(today);
  const record = useMutation({
    mutationFn: () => recordProgramme(association.id, { title, heldOn }),
    onSuccess: (next) => {
      client.setQueryData(["cases", association.id, "programmes"], next);
      onClose();
    },
  });
  const year = Number(today.slice(0, 4));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate();
      }}
    >
      <TextInput
        label={t("programme.title")}
        value={title}
        required
        withAsterisk={false}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <DateField label={t("programme.heldOn")} value={heldOn} years={[year - 1, year]} onChange={setHeldOn} />
      {heldOn > today ? (
        <p role="alert" className={classes.signal}>
          {t("caseRefused.future")}
        </p>
      ) : null}
      {record.error ? <ErrorNote error={record.error} /> : null}
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={record.isPending} disabled={heldOn > today}>
          {t("programme.save")}
        </Button>
      </div>
    </form>
  );
}
