import { Button, Checkbox, Modal, Radio, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CommitteeView, Decision } from "#web/api/committee.ts";
import { countMembers, emptyMember, lacks, toDecision, type Member } from "#web/console/committee/sitting.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/committee/Committee.module.css";

type DecisionFormProps = {
  readonly view: CommitteeView;
  readonly isSaving: boolean;
  readonly onDecide: (decision: Decision) => void;
};

/** Who was there, who stands back, and what was decided; asked once more, since it cannot be undone. */
export function DecisionForm({ view, isSaving, onDecide }: DecisionFormProps) {
  const { t, language, format } = useJourneyWords();
  const { association } = useMembership();
  const client = useQueryClient();
  // Whoever sits here usually decides on the next request too; their names stay until the page is left for good.
  const sitting = ["sitting", association.id];
  const [members, setMembers] = useState<readonly Member[]>(() => {
    const names = client.getQueryData<readonly string[]>(sitting) ?? [];
    const seats = Math.max(view.quorum, names.length, 1);
    return Array.from({ length: seats }, (_, key) => ({ ...emptyMember(key), name: names[key] ?? "" }));
  });
  const [outcome, setOutcome] = useState("");
  const [reason, setReason] = useState("");
  const [isAsking, setAsking] = useState(false);
  const ways = view.journeyView.outcomes.filter(({ isMine, isAnytime }) => isMine && !isAnytime);
  const way = ways.find(({ id }) => id === outcome);
  if (ways.length === 0) {
    return (
      <Sheet>
        <h2 className={classes.title}>{t("committee.gone")}</h2>
        <p className={classes.quiet}>{t("committee.goneLead")}</p>
      </Sheet>
    );
  }
  const change = (key: number, part: Partial<Member>) =>
    setMembers((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const counted = countMembers(members);
  const missing = way ? lacks(members, { way, reason, quorum: view.quorum }) : [];
  return (
    <Sheet>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (way && missing.length === 0) setAsking(true);
        }}
      >
        <h2 className={classes.question}>{t("decision.title")}</h2>
        <fieldset className={classes.members}>
          <legend>{t("decision.present")}</legend>
          <p className={classes.quiet}>{t("decision.presentLead", { n: format.integer(view.quorum) })}</p>
          {members.map(({ key, name, hasConflict, what }, index) => (
            <div key={key} className={classes.member}>
              <TextInput
                aria-label={t("decision.member", { n: format.integer(index + 1) })}
                placeholder={t("decision.member", { n: format.integer(index + 1) })}
                value={name}
                maxLength={120}
                autoComplete="off"
                onChange={(event) => change(key, { name: event.currentTarget.value })}
              />
              <Checkbox
                label={t("decision.hasConflict")}
                checked={hasConflict}
                onChange={(event) => change(key, { hasConflict: event.currentTarget.checked })}
              />
              {hasConflict ? (
                <TextInput
                  className={classes.what ?? ""}
                  label={t("decision.what")}
                  description={t("decision.whatHint")}
                  value={what}
                  maxLength={500}
                  autoComplete="off"
                  onChange={(event) => change(key, { what: event.currentTarget.value })}
                />
              ) : null}
            </div>
          ))}
          <div className={classes.actions}>
            <Button
              variant="subtle"
              size="sm"
              disabled={members.length >= 30}
              onClick={() => setMembers([...members, emptyMember(members.length)])}
            >
              {t("decision.add")}
            </Button>
            <output className={classes.quorum} data-good={counted >= view.quorum}>
              {t(counted >= view.quorum ? "decision.enough" : "decision.notEnough")}
              {t("list.dot")}
              {t("decision.counted", { counted: format.integer(counted), needed: format.integer(view.quorum) })}
            </output>
          </div>
        </fieldset>
        <Radio.Group label={t("decision.outcome")} value={outcome} onChange={setOutcome}>
          <div className={classes.choices}>
            {ways.map(({ id, name }) => (
              <Radio key={id} value={id} label={name[language]} />
            ))}
          </div>
        </Radio.Group>
        {way?.asks.some((need) => need === "reason") ? (
          <Textarea
            label={t("decision.reason")}
            description={t("decision.reasonHint")}
            value={reason}
            maxLength={2000}
            autosize
            minRows={2}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : null}
        <div className={classes.actions}>
          <Button type="submit" size="md" loading={isSaving} disabled={!way || missing.length > 0}>
            {t("decision.save")}
          </Button>
          {way ? null : <span className={classes.quiet}>{t("decision.choose")}</span>}
        </div>
      </form>
      <Modal
        opened={isAsking && way !== undefined}
        onClose={() => setAsking(false)}
        title={way ? t("decision.sure", { outcome: way.name[language] }) : ""}
      >
        <p>{t("decision.sureLead")}</p>
        <div className={classes.actions}>
          <Button
            size="md"
            onClick={() => {
              setAsking(false);
              client.setQueryData(
                sitting,
                members.map(({ name }) => name.trim()).filter((name) => name !== ""),
              );
              onDecide(toDecision(members, { seq: view.seq, outcome, reason }));
            }}
          >
            {t("decision.go")}
          </Button>
          <Button variant="default" size="md" onClick={() => setAsking(false)}>
            {t("requests.cancel")}
          </Button>
        </div>
      </Modal>
    </Sheet>
  );
}
