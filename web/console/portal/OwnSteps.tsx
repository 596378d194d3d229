import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { moveOwnPartnership, signForPartner, type OwnPartnership } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { Refused } from "#web/console/partners/Refused.tsx";
import { Sure } from "#web/console/partners/Sure.tsx";
import classes from "#web/console/partners/partners.module.css";

type OwnStepsProps = { view: OwnPartnership; onDone: () => Promise<void> };

/** What the partner can do where it stands: sign, withdraw, object to a refusal; or what it waits for. */
export function OwnSteps({ view, onDone }: OwnStepsProps) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const { agreement, seq, id } = view;
  const sign = useMutation({
    mutationFn: () => signForPartner(association.id, id, { seq, agreementId: agreement?.id ?? "" }),
    onSettled: onDone,
  });
  const withdraw = useMutation({
    mutationFn: (outcome: string) => moveOwnPartnership(association.id, id, { seq, outcome }),
    onSettled: onDone,
  });
  const needs = view.journeyView.outcomes.flatMap(({ missing, asks }) => [...missing.map(({ need }) => need), ...asks]);
  const objection = view.step === null ? view.journeyView.outcomes.find(({ isMine }) => isMine) : undefined;
  const withdrawal =
    view.step === null
      ? undefined
      : view.journeyView.outcomes.find(
          ({ isMine, missing, asks, id: way }) =>
            isMine && missing.length === 0 && asks.length === 0 && way !== "signed",
        );
  const waitsFor = needs.includes("study")
    ? "partners.waitsForStudy"
    : needs.includes("quorum")
      ? "partners.waitsForDecision"
      : needs.includes("agreement") && !agreement
        ? "partners.waitsForAgreement"
        : undefined;
  const canSign = needs.includes("agreement") && agreement && !agreement.partner;
  return (
    <>
      {waitsFor ? <p className={classes.lead}>{t(waitsFor)}</p> : null}
      {canSign ? (
        <Sure
          label={t("partners.sign")}
          sure={t("partners.signSure")}
          busy={sign.isPending}
          onSure={() => sign.mutate()}
        />
      ) : null}
      {objection ? <Objection view={view} outcome={objection.id} onDone={onDone} /> : null}
      {withdrawal ? (
        <Sure
          grave
          label={t("partners.withdraw")}
          sure={t("partners.withdrawSure")}
          busy={withdraw.isPending}
          onSure={() => withdraw.mutate(withdrawal.id)}
        />
      ) : null}
      <Refused error={sign.error ?? withdraw.error} />
    </>
  );
}

function Objection({ view, outcome, onDone }: OwnStepsProps & { outcome: string }) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const [reason, setReason] = useState("");
  const object = useMutation({
    mutationFn: () => moveOwnPartnership(association.id, view.id, { seq: view.seq, outcome, reason }),
    onSuccess: onDone,
  });
  return (
    <div className={classes.form}>
      <Textarea
        label={t("partners.objectWhy")}
        autosize
        minRows={3}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Refused error={object.error} />
      <Button
        className={classes.start ?? ""}
        disabled={reason.trim() === ""}
        loading={object.isPending}
        onClick={() => object.mutate()}
      >
        {t("partners.objectSend")}
      </Button>
    </div>
  );
}
