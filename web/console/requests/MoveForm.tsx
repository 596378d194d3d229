import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { JourneyView, MoveDetail } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { useDraft, useRequest } from "#web/console/requests/request-context.ts";
import { today } from "#web/console/today.ts";
import { DateField } from "#web/ui/DateField.tsx";
import classes from "#web/console/requests/Requests.module.css";

const REFERRALS = ["out-of-field", "clinical", "social", "reporting-centre", "criteria"] as const;
const PLACES = ["", "remote", "branch", "home", "site"] as const;

type MoveFormProps = { readonly way: JourneyView["outcomes"][number]; readonly onClose: () => void };

const CAME = ["phone", "interview", "letter", "walk-in"] as const;

/** Asks once more before a request moves, with what has to come along: it cannot be undone. */
export function MoveForm({ way, onClose }: MoveFormProps) {
  const { t, language } = useJourneyWords();
  const { association } = useMembership();
  const { view, act, isActing } = useRequest();
  const said = view.language === "ar" ? "ar" : "en";
  const { unmet } = view.eligibility;
  const asks = (need: string) => way.asks.some((one) => one === need);
  const why = view.journeyView.proven.includes("ineligible") ? unmet.map(({ reason }) => reason[said]).join("\n") : "";
  const centre = unmet.find(({ refersTo }) => refersTo)?.refersTo;
  const [reason, setReason] = useDraft(`reason ${way.id}`, why);
  const [to, setTo] = useDraft(`to ${way.id}`, centre?.[said] ?? "");
  const [note, setNote] = useDraft(`note ${way.id}`);
  const [type, setType] = useState<(typeof REFERRALS)[number]>(centre ? "reporting-centre" : "out-of-field");
  const [deliveredOn, setDeliveredOn] = useState(today());
  const [place, setPlace] = useState<(typeof PLACES)[number]>("");
  const [channel, setChannel] = useState("");
  const [branch, setBranch] = useState("");
  // Whoever writes an objection down says how it came; the person is told that it was.
  const isObjection = view.ending !== null;
  const [came, setCame] = useState<(typeof CAME)[number]>("phone");
  const isReady = (!asks("reason") || reason.trim().length >= 3) && (!asks("referral") || to.trim().length >= 2);
  const detail: MoveDetail = {
    ...(isObjection ? { way: came } : {}),
    ...(asks("reason") ? { reason: reason.trim() } : {}),
    ...(asks("referral") ? { referral: { type, to: to.trim() } } : {}),
    ...(asks("delivery")
      ? {
          delivery: {
            deliveredOn,
            ...(place === "" ? {} : { place }),
            ...(channel === "" ? {} : { channel }),
            ...(branch.trim() === "" ? {} : { branch: branch.trim() }),
          },
        }
      : {}),
    ...(note.trim() === "" ? {} : { note: note.trim() }),
  };
  const year = Number(today().slice(0, 4));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act({ what: "moves", body: { outcome: way.id, detail } }).then(onClose);
      }}
    >
      <p>{t(way.isEnd ? "requestMove.ends" : "requestMove.next")}</p>
      {asks("delivery") ? (
        <>
          <DateField
            label={t("requestMove.deliveredOn")}
            value={deliveredOn}
            years={[year - 1, year]}
            onChange={setDeliveredOn}
          />
          <NativeSelect
            label={t("requestMove.place")}
            value={place}
            data={PLACES.map((one) => ({ value: one, label: t(`requestMove.places.${one}`) }))}
            onChange={(event) => setPlace(PLACES.find((one) => one === event.currentTarget.value) ?? "")}
          />
          <NativeSelect
            label={t("requestMove.channel")}
            value={channel}
            data={[
              { value: "", label: t("requestMove.sameChannel") },
              ...association.channels.map(({ id, name }) => ({ value: id, label: name[language] })),
            ]}
            onChange={(event) => setChannel(event.currentTarget.value)}
          />
          {place === "branch" ? (
            <TextInput
              label={t("requestMove.branch")}
              value={branch}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setBranch(event.currentTarget.value)}
            />
          ) : null}
          <p className={classes.small}>{t("requestMove.evaluation")}</p>
        </>
      ) : null}
      {asks("referral") ? (
        <>
          <NativeSelect
            label={t("requestMove.type")}
            value={type}
            data={REFERRALS.map((one) => ({ value: one, label: t(`requestMove.types.${one}`) }))}
            onChange={(event) => setType(REFERRALS.find((one) => one === event.currentTarget.value) ?? "out-of-field")}
          />
          <TextInput
            label={t("requestMove.to")}
            value={to}
            required
            withAsterisk={false}
            maxLength={300}
            autoComplete="off"
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </>
      ) : null}
      {isObjection ? (
        <NativeSelect
          label={t("requestMove.cameBy")}
          value={came}
          onChange={(event) => setCame(event.currentTarget.value as (typeof CAME)[number])}
          data={CAME.map((value) => ({ value, label: t(`requests.way.${value}`) }))}
        />
      ) : null}
      {asks("reason") ? (
        <Textarea
          label={t("requestMove.reason")}
          description={t("requestMove.reasonHint")}
          value={reason}
          required
          withAsterisk={false}
          maxLength={2000}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : (
        <Textarea
          label={t("requests.note")}
          description={t("requests.noteHint")}
          value={note}
          maxLength={2000}
          autosize
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={isActing} disabled={!isReady}>
          {t("requestMove.go")}
        </Button>
        <Button variant="default" size="md" onClick={onClose}>
          {t("requests.cancel")}
        </Button>
      </div>
    </form>
  );
}
