import { Button, Modal, Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { todayIn } from "#policies/calendar.ts";
import { addToShelf, listShelf, shelfFile, type ShelfTool } from "#web/api/policy.ts";
import { useMembership } from "#web/console/membership.ts";
import { DropFile } from "#web/ui/DropFile.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { isolate } from "#web/ui/format.ts";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Keeping.module.css";

const MOST_BYTES = 10 * 1024 * 1024;

/** The documents that the relations officer works with, each in its current version (clause C10). */
export function Shelf() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const query = useQuery({ queryKey: ["shelf", association.id], queryFn: () => listShelf(association.id) });
  const tools = query.data?.tools;
  return (
    <Page title={t("policy.part.shelf")} lead={t("shelf.lead")}>
      {query.isError && !tools ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={240} radius="lg" /> : null}
      {tools ? (
        <Sheet>
          {tools.length === 0 ? <p className={classes.quiet}>{t("shelf.none")}</p> : null}
          <ul className={classes.rows}>
            {tools.map((tool) => (
              <Tool key={tool.id} tool={tool} />
            ))}
          </ul>
        </Sheet>
      ) : null}
    </Page>
  );
}

function Tool({ tool: { id, name, current, earlier, opened } }: { tool: ShelfTool }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const format = useFormat();
  const { association, permissions } = useMembership();
  const [adding, setAdding] = useState(false);
  const label = name[format.settings.language];
  // The count of openings moves when the browser has fetched the document.
  const recount = () => setTimeout(() => void client.invalidateQueries({ queryKey: ["shelf", association.id] }), 1_500);
  return (
    <li>
      <div>
        <h2>{label}</h2>
        {current ? (
          <p className={classes.quiet}>
            {current.title}
            {t("list.dot")}
            {t("shelf.version", { version: format.integer(current.version) })}
            {t("list.dot")}
            {t("shelf.addedOn", { on: isolate(format.date(todayIn("Asia/Riyadh", current.addedAt))) })}
            {t("list.dot")}
            {t("shelf.opened", { count: opened, n: format.integer(opened) })}
          </p>
        ) : (
          <p className={classes.quiet}>{t("shelf.missing")}</p>
        )}
        {earlier.length > 0 ? (
          <details className={classes.earlier}>
            <summary>{t("shelf.earlier")}</summary>
            <ul>
              {earlier.map((document) => (
                <li key={document.id}>
                  <a href={shelfFile(association.id, document.id)} onClick={recount}>
                    {document.title}
                  </a>
                  {t("list.dot")}
                  {t("shelf.version", { version: format.integer(document.version) })}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      <div className={classes.act}>
        {current ? (
          <Button component="a" href={shelfFile(association.id, current.id)} variant="default" onClick={recount}>
            {t("shelf.open")}
          </Button>
        ) : null}
        {permissions.includes("keepPolicy") ? (
          <Button variant="subtle" onClick={() => setAdding(true)}>
            {t("shelf.add")}
          </Button>
        ) : null}
      </div>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t("shelf.addTo", { name: label })}>
        <AddForm tool={id} first={current?.title ?? label} onDone={() => setAdding(false)} />
      </Modal>
    </li>
  );
}

function AddForm({ tool, first, onDone }: { tool: string; first: string; onDone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { association } = useMembership();
  const [title, setTitle] = useState(first);
  const [file, setFile] = useState<File>();
  const [refused, setRefused] = useState("");
  const add = useMutation({
    mutationFn: (chosen: File) => addToShelf(association.id, { tool, title: title.trim(), file: chosen }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["shelf", association.id] });
      onDone();
    },
  });
  const choose = async (chosen: File) => {
    // Said before anything is sent.
    const begins = new TextDecoder("latin1").decode(await chosen.slice(0, 5).arrayBuffer());
    const why = chosen.size > MOST_BYTES ? t("shelf.tooLarge") : begins === "%PDF-" ? "" : t("shelf.notPdf");
    setRefused(why);
    setFile(why === "" ? chosen : undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file) add.mutate(file);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t("shelf.title")}
        required
        withAsterisk={false}
        maxLength={120}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <DropFile
        label={file?.name ?? t("shelf.drop")}
        hint={t("shelf.hint")}
        action={t("shelf.choose")}
        accept=".pdf,application/pdf"
        onFile={(chosen) => void choose(chosen)}
      />
      {refused === "" ? null : <p role="alert">{refused}</p>}
      {add.error ? <ErrorNote error={add.error} /> : null}
      <Button type="submit" size="md" disabled={!file} loading={add.isPending}>
        {t("shelf.keep")}
      </Button>
    </form>
  );
}
