import { Button, Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { CaseView } from "#web/api/cases.ts";
import { useCase, useDraft } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { PlaceChoice } from "#web/console/cases/PlaceChoice.tsx";
import classes from "#web/console/cases/Cases.module.css";

const REFERRALS = ["criteria", "out-of-field", "clinical", "social", "reporting-centre"] as const;

/** Asks once more before a case moves, with what has to come along: it cannot be undone. */
export function MoveForm({ way, onClose }: { way: CaseView["journeyView"]["outcomes"][number]; onClose: () => void }) {
  const { t } = useCaseWords();
  const { view, act, isActing } = useCase();
  const [reason, setReason] = useDraft("reason");
  const [to, setTo] = useDraft("to");
  const [note, setNote] = useDraft("move");
  const [type, setType] = useState<string>(REFERRALS[0]);
  const [told, setTold] = useState(false);
  const [place, setPlace] = useState("");
  const asks = (need: string) => way.asks.some((one) => one === need);
  const asksPlace = view.asksPlace.includes(way.id);
  const isReady =
    (!asks("reason") || reason.trim() !== "") &&
    (!asks("referral") || to.trim() !== "") &&
    (!asksPlace || place !== "");
  const detail = {
    ...(asks("reason") ? { reason } : {}),
    ...(asks("referral") ? { referral: { type, to }, told } : {}),
    ...(asksPlace ? { place } : {}),
    ...(note.trim() ? { note } : {}),
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act("moves", { outcome: way.id, detail }).then(onClose);
      }}
    >
      <p>{t(way.isEnd ? "caseMove.ends" : "caseMove.next")}</p>
      {asks("reason") ? (
        <Textarea
          label={t("caseMove.reason")}
          value={reason}
          required
          withAsterisk={false}
          maxLength={2000}
          autosize
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      {asks("referral") ? (
        <>
          <NativeSelect
            label={t("caseMove.type")}
            value={type}
            data={REFERRALS.map((one) => ({ value: one, label: t(`caseMove.types.${one}`) }))}
            onChange={(event) => setType(event.currentTarget.value)}
          />
          <TextInput
            label={t("caseMove.to")}
            value={to}
            required
            withAsterisk={false}
            maxLength={200}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Checkbox label={t("caseMove.told")} checked={told} onChange={(e) => setTold(e.currentTarget.checked)} />
        </>
      ) : null}
      {asksPlace ? (
        <PlaceChoice
          label={t("caseMove.place")}
          description={t("caseMove.placeWhy")}
          value={place}
          onChange={setPlace}
        />
      ) : null}
      <Textarea
        label={t("cases.note")}
        value={note}
        maxLength={2000}
        autosize
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={isActing} disabled={!isReady}>
          {t("caseMove.go")}
        </Button>
        <Button variant="default" size="md" onClick={onClose}>
          {t("cases.cancel")}
        </Button>
      </div>
    </form>
  );
}
