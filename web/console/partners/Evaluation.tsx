import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { PartnershipView } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { filled, FormFields, unanswered, type Given } from "#web/console/partners/FormFields.tsx";
import { Refused } from "#web/console/partners/Refused.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

type Answers = { seq: number; answers: Given; language: "ar" | "en" };
type EvaluationProps = {
  view: PartnershipView;
  side: "association" | "partner";
  send: (answers: Answers) => Promise<PartnershipView>;
  onSent: (view: PartnershipView) => Promise<void>;
};

/** Both sides judge the partnership at its end; the other's answers show when both have spoken. */
export function Evaluation({ view, side, send, onSent }: EvaluationProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format.settings;
  const { association } = useMembership();
  const [given, setGiven] = useState<Given>({});
  const [problems, setProblems] = useState<readonly string[]>([]);
  const sending = useMutation({
    mutationFn: () => send({ seq: view.seq, answers: filled(given), language }),
    onSuccess: onSent,
  });
  const { evaluation } = view;
  if (!evaluation) return null;
  const isHere = view.journeyView.outcomes.some(({ missing }) => missing.some(({ need }) => need === "evaluation"));
  const isDone = evaluation.sides.some((one) => one.side === side);
  if (!isHere && evaluation.sides.length === 0) return null;
  const inWords = (value: unknown) => {
    if (typeof value === "number") return format.integer(value);
    return typeof value === "string" ? value : "";
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = unanswered(evaluation.form, given);
    setProblems(missing);
    if (missing.length === 0) sending.mutate();
  };
  return (
    <section className={classes.stack} aria-labelledby="evaluation">
      <h2 id="evaluation">{t("partners.evaluation")}</h2>
      <p className={classes.lead}>{t("partners.evaluationLead")}</p>
      {isHere && !isDone ? (
        <form className={classes.form} onSubmit={submit} noValidate>
          <FormFields items={evaluation.form} given={given} problems={problems} onChange={setGiven} />
          <Refused error={sending.error} />
          <Button className={classes.start ?? ""} type="submit" size="md" loading={sending.isPending}>
            {t("partners.evaluationSend")}
          </Button>
        </form>
      ) : null}
      {isDone && evaluation.sides.length < 2 ? (
        <p className={classes.lead}>
          {t("partners.evaluationThanks")} {t("partners.evaluationOther")}
        </p>
      ) : null}
      {evaluation.sides.map(({ side: whose, form, answers }) =>
        answers ? (
          <div key={whose}>
            <h3>{t(`partners.sideOf.${whose}`, { name: association.name[language] })}</h3>
            <dl className={classes.facts}>
              {form.flatMap((item) => {
                const value = answers[item.id];
                if (value === undefined) return [];
                const choice = item.choices?.find((one) => one.value === value)?.text;
                return [
                  <div key={item.id}>
                    <dt>{item.title[language]}</dt>
                    <dd>{choice?.[language] ?? inWords(value)}</dd>
                  </div>,
                ];
              })}
            </dl>
          </div>
        ) : null,
      )}
    </section>
  );
}
