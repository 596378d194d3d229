import { Radio, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { decidePartnerRequest, type PartnershipView } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { Refused } from "#web/console/partners/Refused.tsx";
import { Sure } from "#web/console/partners/Sure.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** The committee's decision: what, why, who was there, who has an interest, and why others are passed over. */
export function DecisionForm({ view, onDone }: { view: PartnershipView; onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { association } = useMembership();
  const [outcome, setOutcome] = useState("");
  const [texts, setTexts] = useState({ reason: "", present: "", conflicts: "", override: "" });
  const decide = useMutation({
    mutationFn: () =>
      decidePartnerRequest(association.id, view.id, {
        ...{ seq: view.seq, outcome, reason: texts.reason, present: toLines(texts.present) },
        conflicts: toLines(texts.conflicts).map((line) => {
          const [name = "", ...what] = line.split(":");
          return { name: name.trim(), what: what.join(":").trim() || name.trim() };
        }),
        ...(texts.override.trim() ? { override: texts.override } : {}),
      }),
    onSuccess: onDone,
  });
  const isPassedOver = (view.standing?.rank ?? 1) > 1;
  const fields = [
    ["reason", t("partners.reasonHint")],
    ["present", t("partners.presentHint", { n: format.integer(view.quorum) })],
    ["conflicts", t("partners.conflictsHint")],
    ...(isPassedOver ? ([["override", t("partners.overrideHint")]] as const) : []),
  ] as const;
  return (
    <div className={classes.form}>
      <h2>{t("partners.decision")}</h2>
      <Radio.Group label={t("partners.outcome")} value={outcome}>
        <div className={classes.choices}>
          {view.journeyView.outcomes
            .filter(({ isMine }) => isMine)
            .map(({ id, name }) => (
              <Radio key={id} value={id} label={name[format.settings.language]} onChange={() => setOutcome(id)} />
            ))}
        </div>
      </Radio.Group>
      {fields.map(([field, hint]) => (
        <Textarea
          key={field}
          label={t(`partners.${field}`)}
          description={hint}
          autosize
          minRows={field === "conflicts" ? 2 : 3}
          maxLength={2000}
          value={texts[field]}
          onChange={(event) => setTexts({ ...texts, [field]: event.currentTarget.value })}
        />
      ))}
      <Refused error={decide.error} />
      <Sure
        label={t("partners.decide")}
        sure={t("partners.decideSure")}
        disabled={outcome === "" || texts.reason.trim() === "" || texts.present.trim() === ""}
        busy={decide.isPending}
        onSure={() => decide.mutate()}
      />
    </div>
  );
}

function toLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
