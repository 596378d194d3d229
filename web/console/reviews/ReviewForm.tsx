import { Button, Radio, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { finishReview, type ReviewLine } from "#web/api/reviews.ts";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/reviews/Reviews.module.css";

/** What looking again found; an end is told to the person with its reason. */
export function ReviewForm({ review, onClose }: { review: ReviewLine; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { association } = useMembership();
  const [outcome, setOutcome] = useState("");
  const [words, setWords] = useState("");
  const isEnd = outcome === "ended";
  const finish = useMutation({
    mutationFn: () =>
      finishReview(
        association.id,
        review.id,
        isEnd ? { outcome: "ended", reason: words } : { outcome: "continues", note: words },
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["reviews", association.id] }),
  });
  if (finish.data) {
    const { nextDueOn } = finish.data;
    return (
      <div className={classes.form}>
        <output>{nextDueOn ? t("reviews.next", { on: format.date(nextDueOn) }) : t("reviews.told")}</output>
        <Button variant="default" onClick={onClose}>
          {t("action.close")}
        </Button>
      </div>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish.mutate();
  };
  const file = `/requests/${encodeURIComponent(review.requestId)}?${new URLSearchParams({ association: association.id })}`;
  return (
    <form className={classes.form} onSubmit={submit}>
      <p>
        <bdi>{review.name}</bdi>
        {t("list.dot")}
        <a href={file}>{t("reviews.request")}</a>
      </p>
      <Radio.Group aria-label={t("reviews.title")} value={outcome} onChange={setOutcome}>
        <Radio value="continues" label={t("reviews.continues")} required />
        <Radio value="ended" label={t("reviews.ended")} mt="xs" required />
      </Radio.Group>
      {outcome === "" ? null : (
        <Textarea
          label={t(isEnd ? "reviews.reason" : "reviews.note")}
          description={isEnd ? t("reviews.reasonHint") : undefined}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          required={isEnd}
          withAsterisk={false}
          minLength={isEnd ? 5 : 0}
          maxLength={2000}
          autosize
          minRows={2}
        />
      )}
      {finish.error ? <ErrorNote error={finish.error} /> : null}
      <Button type="submit" size="md" loading={finish.isPending} disabled={outcome === ""}>
        {t(isEnd ? "reviews.saveEnded" : "reviews.saveContinues")}
      </Button>
    </form>
  );
}
