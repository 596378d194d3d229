import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { recordComplaint } from "#web/api/complaints.ts";
import { useMembership } from "#web/console/membership.ts";
import { CopyLink } from "#web/ui/CopyLink.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/complaints/Complaints.module.css";

/** Writes a complaint down for somebody, and hands over the code by which they follow it. */
export function ComplaintForm() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const empty = { text: "", service: "", channel: "" };
  const [complaint, setComplaint] = useState(empty);
  const [submissionId, setSubmissionId] = useState(() => crypto.randomUUID());
  const record = useMutation({
    mutationFn: () => recordComplaint(association.id, { ...complaint, submissionId }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["complaints", association.id] }),
  });
  const set = (name: keyof typeof complaint) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setComplaint((before) => ({ ...before, [name]: value }));
  };
  const choices = (list: readonly { id: string; name: { ar: string; en: string } }[]) => [
    { value: "", label: t("complaints.noService") },
    ...list.map(({ id, name }) => ({ value: id, label: name[language] })),
  ];
  if (record.data) {
    return (
      <div className={classes.form}>
        <p>{t("complaints.taken")}</p>
        <p>
          <strong className={classes.code} dir="ltr">
            {record.data.code}
          </strong>
        </p>
        <CopyLink link={record.data.link} />
        <Button
          variant="default"
          onClick={() => {
            record.reset();
            setComplaint(empty);
            setSubmissionId(crypto.randomUUID());
          }}
        >
          {t("complaints.another")}
        </Button>
      </div>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    record.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        label={t("complaints.newText")}
        description={t("complaints.newTextHint")}
        value={complaint.text}
        onChange={set("text")}
        required
        withAsterisk={false}
        minLength={5}
        maxLength={4000}
        autosize
        minRows={4}
        data-autofocus
      />
      <NativeSelect
        label={t("complaints.service")}
        value={complaint.service}
        onChange={set("service")}
        data={choices(association.services)}
      />
      <NativeSelect
        label={t("complaints.newChannel")}
        value={complaint.channel}
        onChange={set("channel")}
        data={choices(association.channels)}
      />
      {record.error ? <ErrorNote error={record.error} /> : null}
      <Button type="submit" size="md" loading={record.isPending}>
        {t("complaints.record")}
      </Button>
    </form>
  );
}
