import { Button, Radio, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { studyRequest, type PartnershipView } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { Refused } from "#web/console/partners/Refused.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

type Scores = Readonly<Record<string, { score?: number; note: string }>>;
const STEPS = [0, 1, 2, 3, 4];

/** The study (clause T14): every criterion with a score and what it rests on. */
export function StudyForm({
  view,
  onDone,
}: {
  view: PartnershipView;
  onDone: (view: PartnershipView) => Promise<void>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { association } = useMembership();
  const [scores, setScores] = useState<Scores>({});
  const study = useMutation({
    mutationFn: () =>
      studyRequest(association.id, view.id, {
        seq: view.seq,
        scores: view.criteria.flatMap(({ id }) => {
          const { score, note = "" } = scores[id] ?? {};
          return score === undefined ? [] : [{ criterion: id, score, note }];
        }),
      }),
    onSuccess: onDone,
  });
  const change = (id: string, part: { score?: number; note?: string }) =>
    setScores((before) => ({ ...before, [id]: { note: "", ...before[id], ...part } }));
  const isWhole = view.criteria.every(({ id }) => scores[id]?.score !== undefined && scores[id].note.trim() !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    study.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <h2>{t("partners.study")}</h2>
      <p className={classes.lead}>{t("partners.studyLead")}</p>
      {view.criteria.map(({ id, name }) => (
        <fieldset key={id} className={classes.group}>
          <legend>{name[format.settings.language]}</legend>
          <Radio.Group
            aria-label={t("partners.studyScore", { name: name[format.settings.language] })}
            value={String(scores[id]?.score ?? "")}
          >
            <div className={classes.row} style={{ justifyContent: "start", gap: 24 }}>
              {STEPS.map((step) => (
                <Radio
                  key={step}
                  value={String(step)}
                  label={format.integer(step)}
                  onChange={() => change(id, { score: step })}
                />
              ))}
            </div>
          </Radio.Group>
          <Textarea
            label={t("partners.studyNote")}
            autosize
            minRows={2}
            maxLength={1000}
            required
            withAsterisk={false}
            value={scores[id]?.note ?? ""}
            onChange={(event) => change(id, { note: event.currentTarget.value })}
          />
        </fieldset>
      ))}
      <Refused error={study.error} />
      <Button className={classes.start ?? ""} type="submit" size="md" disabled={!isWhole} loading={study.isPending}>
        {t("partners.studyDone")}
      </Button>
    </form>
  );
}
