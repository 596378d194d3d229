import { Button, Modal, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listForms, type FormEntry } from "#web/api.ts";
import { FormDefinition } from "#web/console/forms/FormDefinition.tsx";
import { FormUpload } from "#web/console/forms/FormUpload.tsx";
import { PublishForm } from "#web/console/forms/PublishForm.tsx";
import { useMembership } from "#web/console/membership.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/forms/Forms.module.css";

/** The forms of the association and their versions; a published version never changes. */
export function Forms() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const [adding, setAdding] = useState(false);
  const [seen, setSeen] = useState<{ id: string; version: number } | undefined>(undefined);
  const query = useQuery({ queryKey: ["forms", association.id], queryFn: () => listForms(association.id) });
  const forms = query.data?.forms;
  return (
    <Page
      title={t("page.forms")}
      lead={t("forms.lead")}
      action={<Button onClick={() => setAdding(true)}>{t("forms.add")}</Button>}
    >
      <Sheet>
        {query.isError && !forms ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton height={240} /> : null}
        {forms?.length === 0 ? <p className={classes.quiet}>{t("forms.none")}</p> : null}
        {forms && forms.length > 0 ? <FormTable forms={forms} onSee={setSeen} /> : null}
      </Sheet>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t("forms.add")} size="lg">
        <FormUpload known={forms ?? []} onDone={() => setAdding(false)} />
      </Modal>
      <Modal
        opened={seen !== undefined}
        onClose={() => setSeen(undefined)}
        title={seen ? <bdi>{seen.id}</bdi> : ""}
        size="xl"
      >
        {seen ? <FormDefinition {...seen} /> : null}
      </Modal>
    </Page>
  );
}

type FormTableProps = { forms: readonly FormEntry[]; onSee: (form: { id: string; version: number }) => void };

function FormTable({ forms, onSee }: FormTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      caption={t("page.forms")}
      columns={[
        { id: "title", heading: t("forms.title") },
        { id: "id", heading: t("forms.id") },
        { id: "version", heading: t("forms.version"), number: true },
        { id: "state", heading: t("forms.state") },
        { id: "actions", heading: t("forms.actions") },
      ]}
      rows={forms.map(({ id, title, versions }) => {
        const newest = versions[0];
        const publishedAt = newest?.publishedAt ?? null;
        return {
          key: id,
          cells: [
            <bdi key="t">{title}</bdi>,
            <bdi key="i" dir="ltr" className={classes.quiet}>
              {id}
            </bdi>,
            newest ? format.integer(newest.version) : "",
            publishedAt === null
              ? t("forms.draft")
              : t("forms.publishedOn", { date: format.date(new Date(publishedAt).toISOString().slice(0, 10)) }),
            <span key="a" className={classes.actions}>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => newest && onSee({ id, version: newest.version })}
              >
                {t("forms.see")}
              </Button>
              {newest && publishedAt === null ? <PublishForm id={id} title={title} version={newest.version} /> : null}
            </span>,
          ],
        };
      })}
    />
  );
}
