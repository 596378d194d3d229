import { Button, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { todayIn } from "#policies/calendar.ts";
import { ApiError } from "#web/api.ts";
import {
  acknowledgeComplaint,
  answerComplaint,
  readComplaint,
  type ComplaintOutcome,
  type ComplaintView,
} from "#web/api/complaints.ts";
import { AnswerForm } from "#web/console/complaints/AnswerForm.tsx";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/complaints/Complaints.module.css";

/** One complaint with its words, and what can be done about it. That it was opened is written down. */
export function ComplaintSheet({ id }: { id: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { association } = useMembership();
  const key = ["complaint", association.id, id];
  const query = useQuery({
    queryKey: key,
    queryFn: () => readComplaint(association.id, id),
    staleTime: Infinity,
    gcTime: 0,
  });
  const settle = {
    onSuccess: (complaint: ComplaintView) => client.setQueryData(key, complaint),
    onSettled: () => client.invalidateQueries({ queryKey: ["complaints", association.id] }),
  };
  const seq = query.data?.seq ?? 0;
  const acknowledge = useMutation({ mutationFn: () => acknowledgeComplaint(association.id, id, seq), ...settle });
  const answer = useMutation({
    mutationFn: (given: { outcome: ComplaintOutcome; answer: string }) =>
      answerComplaint(association.id, id, { seq, ...given }),
    ...settle,
  });
  if (query.isError) return <ErrorNote error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={240} />;
  const complaint = query.data;
  const error = acknowledge.error ?? answer.error;
  return (
    <div className={classes.form}>
      {complaint.text === "" ? null : (
        <p className={classes.words} dir="auto">
          {complaint.text}
        </p>
      )}
      <Dates complaint={complaint} />
      {complaint.type === "objection" ? <Objection complaint={complaint} /> : null}
      {complaint.mayAnswer ? null : (
        <p role="note">
          {complaint.others.length > 0
            ? t("complaints.concernsYou", { others: complaint.others.join(`${t("list.comma")} `) })
            : t("complaints.concernsYouAlone")}
        </p>
      )}
      {complaint.closedAt === null && complaint.mayAnswer ? (
        <>
          {complaint.acknowledgedAt === null ? (
            <Button variant="light" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
              {t("complaints.acknowledge")}
            </Button>
          ) : null}
          {complaint.type === "complaint" ? (
            <AnswerForm isSaving={answer.isPending} onAnswer={(given) => answer.mutate(given)} />
          ) : null}
        </>
      ) : null}
      {complaint.outcome === "" ? null : (
        <p>
          <strong>{t(`complaints.outcome.${complaint.outcome}`)}</strong>
        </p>
      )}
      {complaint.answer === "" ? null : (
        <p className={classes.words} dir="auto">
          {complaint.answer}
        </p>
      )}
      {error instanceof ApiError && error.code === "conflict" ? <p role="alert">{t("complaints.changed")}</p> : null}
      {error && !(error instanceof ApiError && error.code === "conflict") ? <ErrorNote error={error} /> : null}
    </div>
  );
}

function Dates({ complaint }: { complaint: ComplaintView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { acknowledgedAt, acknowledgeOn, dueOn, closedAt } = complaint;
  const acknowledgement =
    acknowledgedAt === null
      ? t("complaints.acknowledgeBy", { on: format.date(acknowledgeOn) })
      : t("complaints.acknowledged", { on: format.date(todayIn("Asia/Riyadh", acknowledgedAt)) });
  const due = closedAt === null ? `${t("complaints.due")}: ${format.date(dueOn)}` : "";
  return <p className={classes.quiet}>{[acknowledgement, due].filter(Boolean).join(t("list.dot"))}</p>;
}

function Objection({ complaint }: { complaint: ComplaintView }) {
  const { t } = useTranslation();
  return <p>{complaint.closedAt === null ? t("complaints.committee") : t("complaints.type.objection")}</p>;
}
