import { Button, Chip, NativeSelect, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { recordContact, takeBackContact } from "#web/api/contacts.ts";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/reception/Reception.module.css";

/**
 * One contact in a few seconds: how, what for, and whether it was answered. The channel stays for the next one; Enter records it
 * as answered, and a slip can be taken back.
 */
export function ContactEntry() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const first = useRef<HTMLFieldSetElement>(null);
  const [channel, setChannel] = useState("");
  const [purpose, setPurpose] = useState("");
  const [service, setService] = useState("");
  const [note, setNote] = useState<string | undefined>(undefined);
  const [isIncomplete, setIncomplete] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ["contacts", association.id] });
  const undo = useMutation({
    mutationFn: (id: string) => takeBackContact(association.id, id),
    onSettled: refresh,
  });
  const record = useMutation({
    mutationFn: (answered: "now" | "later") =>
      recordContact(association.id, { channel, purpose, service, answered, note: note ?? "" }),
    onSuccess: () => {
      undo.reset();
      setPurpose("");
      setService("");
      setNote(undefined);
      // The channel stays chosen; the next contact begins with what it is for.
      first.current?.querySelector("input")?.focus();
      return refresh();
    },
  });
  const save = (answered: "now" | "later") => {
    setIncomplete(channel === "" || purpose === "");
    if (channel !== "" && purpose !== "" && !record.isPending) record.mutate(answered);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save("now");
  };
  // One name each, so that Tab goes from group to group and arrows go within one.
  const chips = (group: string, list: readonly { id: string; name: { ar: string; en: string } }[]) =>
    list.map(({ id, name }) => (
      <Chip key={id} name={group} value={id} size="md" radius="md">
        {name[language]}
      </Chip>
    ));
  const { data } = record;
  return (
    <form className={classes.entry} onSubmit={submit} aria-label={t("reception.new")}>
      <fieldset className={classes.group}>
        <legend>{t("reception.channel")}</legend>
        <Chip.Group value={channel} onChange={setChannel}>
          <div className={classes.choices}>{chips("channel", association.channels)}</div>
        </Chip.Group>
      </fieldset>
      <fieldset ref={first} className={classes.group}>
        <legend>{t("reception.purpose")}</legend>
        <Chip.Group value={purpose} onChange={setPurpose}>
          <div className={classes.choices}>{chips("purpose", association.purposes)}</div>
        </Chip.Group>
      </fieldset>
      <div className={classes.pair}>
        <NativeSelect
          label={t("reception.service")}
          value={service}
          onChange={(event) => setService(event.currentTarget.value)}
          data={[
            { value: "", label: t("reception.none") },
            ...association.services.map(({ id, name }) => ({ value: id, label: name[language] })),
          ]}
        />
        {note === undefined ? null : (
          <Textarea
            label={t("reception.note")}
            description={t("reception.noteHint")}
            inputWrapperOrder={["label", "input", "description"]}
            value={note}
            autosize
            maxLength={2000}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </div>
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={record.isPending && record.variables === "now"}>
          {t("reception.now")}
        </Button>
        <Button
          variant="default"
          size="md"
          loading={record.isPending && record.variables === "later"}
          onClick={() => save("later")}
        >
          {t("reception.later")}
        </Button>
        {note === undefined ? (
          <Button variant="subtle" size="md" onClick={() => setNote("")}>
            {t("reception.addNote")}
          </Button>
        ) : null}
      </div>
      {isIncomplete ? <p role="alert">{t("reception.choose")}</p> : null}
      {record.error ? <ErrorNote error={record.error} /> : null}
      {undo.error ? <ErrorNote error={undo.error} /> : null}
      {data ? (
        <output className={classes.saved}>
          {undo.isSuccess ? t("reception.undone") : t("reception.saved")}
          {undo.isSuccess ? null : (
            <Button variant="subtle" size="compact-sm" loading={undo.isPending} onClick={() => undo.mutate(data.id)}>
              {t("reception.undo")}
            </Button>
          )}
        </output>
      ) : null}
    </form>
  );
}
