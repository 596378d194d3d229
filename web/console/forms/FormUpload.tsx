import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { addForm, findingsOf, type FormEntry } from "#web/api.ts";
import type { Json } from "#surveys/form.ts";
import { toId } from "#web/console/forms/form-id.ts";
import { explainFinding } from "#web/console/forms/explain-finding.ts";
import { useMembership } from "#web/console/membership.ts";
import { DropFile } from "#web/ui/DropFile.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/forms/Forms.module.css";

/** Takes a SurveyJS file as a draft, or says at which path it cannot be taken. */
export function FormUpload({ known, onDone }: { known: readonly FormEntry[]; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { association } = useMembership();
  const [chosen, setChosen] = useState<{ name: string; definition: Json } | undefined>(undefined);
  const [unreadable, setUnreadable] = useState(false);
  const [form, setForm] = useState({ id: "", title: "" });
  const [named, setNamed] = useState(false);
  const same = known.find(({ id }) => id === form.id);
  const add = useMutation({
    mutationFn: (definition: Json) =>
      addForm(association.id, { id: form.id, definition, ...(form.title.trim() ? { title: form.title.trim() } : {}) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["forms", association.id] });
      onDone();
    },
  });
  const findings = findingsOf(add.error);

  const read = async (file: File) => {
    add.reset();
    try {
      setChosen({ name: file.name, definition: JSON.parse(await file.text()) as Json });
      setUnreadable(false);
      if (!named) setForm((before) => ({ ...before, id: toId(file.name) }));
    } catch {
      setUnreadable(true);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) add.mutate(chosen.definition);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <DropFile
        label={chosen ? chosen.name : t("forms.drop")}
        hint={t("forms.hint")}
        action={t(chosen ? "import.other" : "import.choose")}
        accept=".json,application/json"
        onFile={(file) => void read(file)}
      />
      {unreadable ? (
        <p role="alert" className={classes.error}>
          {t("forms.unreadable")}
        </p>
      ) : null}
      {findings.length > 0 ? (
        <div role="alert">
          <p className={classes.error}>
            {t("forms.findings", { count: findings.length, n: format.integer(findings.length) })}
          </p>
          <ul className={classes.findings}>
            {findings.map((finding) => (
              <li key={`${finding.path} ${finding.rule} ${finding.message}`}>
                <code dir="ltr" lang="en">
                  {finding.path}
                </code>
                <span dir="auto">{explainFinding(finding, i18n)}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <TextInput
        label={t("forms.id")}
        description={t("forms.idHint")}
        required
        withAsterisk={false}
        pattern="[a-z0-9][a-z0-9\-]{0,39}"
        styles={{ input: { direction: "ltr" } }}
        value={form.id}
        onChange={(event) => {
          setNamed(event.currentTarget.value !== "");
          setForm({ ...form, id: event.currentTarget.value });
        }}
      />
      {same ? (
        <output className={classes.notice}>
          {t("forms.newVersion", {
            title: isolate(same.title),
            version: format.integer((same.versions[0]?.version ?? 0) + 1),
          })}
        </output>
      ) : null}
      <TextInput
        label={t("forms.title")}
        description={t("forms.titleHint")}
        maxLength={200}
        value={form.title}
        onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
      />
      {add.error && findings.length === 0 ? <ErrorNote error={add.error} /> : null}
      <Button type="submit" size="md" disabled={!chosen} loading={add.isPending}>
        {t(same ? "forms.keepVersion" : "forms.keep")}
      </Button>
    </form>
  );
}
