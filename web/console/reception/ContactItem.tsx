import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "#web/api.ts";
import { closeContact, readContact, type ContactLine } from "#web/api/contacts.ts";
import { useMembership } from "#web/console/membership.ts";
import { toAgo } from "#web/console/reception/waited.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/reception/Reception.module.css";

/** Without the number of the state that was seen, which the line itself knows. */
type Came = { outcome: "answered" | "no-answer" | "told" };

/** One contact, with what can come of it. */
export function ContactItem({
  contact,
  now,
  onRefer,
}: {
  contact: ContactLine;
  /** When the list was fetched. */
  now: number;
  onRefer: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format.settings;
  const client = useQueryClient();
  const { association } = useMembership();
  const [note, setNote] = useState<string | undefined>(undefined);
  const refresh = () => client.invalidateQueries({ queryKey: ["contacts", association.id] });
  const close = useMutation({
    mutationFn: (came: Came) => closeContact(association.id, contact.id, { ...came, seq: contact.seq }),
    onSettled: refresh,
  });
  const read = useMutation({
    mutationFn: () => readContact(association.id, contact.id),
    onSuccess: (opened) => setNote(opened.note),
  });
  const nameOf = (list: readonly { id: string; name: { ar: string; en: string } }[], id: string) =>
    list.find((one) => one.id === id)?.name[language] ?? id;
  const about = [
    nameOf(association.channels, contact.channel),
    contact.service ? nameOf(association.services, contact.service) : "",
    toAgo(format, contact.receivedAt, now),
  ].filter(Boolean);
  const { referral } = contact;
  const isOpen = contact.closedAt === null;
  const button = (outcome: Came["outcome"], words: string, look: "light" | "default") => (
    <Button
      variant={look}
      size="sm"
      loading={close.isPending && close.variables.outcome === outcome}
      onClick={() => close.mutate({ outcome })}
    >
      {t(words)}
    </Button>
  );
  return (
    <li>
      <div>
        <h3>{nameOf(association.purposes, contact.purpose)}</h3>
        <p>{about.join(t("list.dot"))}</p>
        {referral ? (
          <p>
            {t(referral.told ? "reception.referredTo" : "reception.waitsToBeTold", {
              to: referral.to,
              interpolation: { escapeValue: false },
            })}
          </p>
        ) : null}
      </div>
      <div className={classes.actions}>
        {contact.hasNote && note === undefined ? (
          <Button variant="subtle" size="sm" loading={read.isPending} onClick={() => read.mutate()}>
            {t("reception.showNote")}
          </Button>
        ) : null}
        {isOpen && referral ? button("told", "reception.told", "light") : null}
        {isOpen && !referral ? (
          <>
            {button("answered", "reception.answered", "light")}
            {button("no-answer", "reception.noAnswer", "default")}
            <Button variant="default" size="sm" onClick={onRefer}>
              {t("reception.refer")}
            </Button>
            <Button component="a" variant="subtle" size="sm" href={toRequestAddress(association.id, contact)}>
              {t("reception.toRequest")}
            </Button>
          </>
        ) : null}
        {isOpen || contact.outcome === "" ? null : <span>{t(`reception.outcome.${contact.outcome}`)}</span>}
      </div>
      {note === undefined ? null : (
        <p className={classes.note} dir="auto">
          {note}
        </p>
      )}
      {isChanged(close.error) ? <p role="alert">{t("reception.changed")}</p> : null}
      {close.error && !isChanged(close.error) ? <ErrorNote error={close.error} /> : null}
      {read.error ? <ErrorNote error={read.error} /> : null}
    </li>
  );
}

function isChanged(error: unknown): boolean {
  return error instanceof ApiError && error.code === "conflict";
}

/** The form of a new request, which closes the contact when it is sent. */
function toRequestAddress(association: string, { id, service, channel, kind }: ContactLine): string {
  return `/requests/new?${new URLSearchParams({ association, contact: id, service, channel, kind })}`;
}
