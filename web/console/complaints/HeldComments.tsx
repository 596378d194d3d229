import { Button, Skeleton, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "#web/api.ts";
import { judgeHeldComment, listHeldComments, type HeldComment } from "#web/api/complaints.ts";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/complaints/Complaints.module.css";

/** Comments that name somebody: shown without the name, or not at all (clause C7b). */
export function HeldComments() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const query = useQuery({
    queryKey: ["heldComments", association.id],
    queryFn: () => listHeldComments(association.id),
  });
  const comments = query.data?.comments;
  return (
    <>
      <p className={classes.quiet}>{comments?.length === 0 ? t("heldComments.none") : t("heldComments.lead")}</p>
      {query.isError && !comments ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={200} radius="md" mt="md" /> : null}
      <ul className={classes.held}>
        {comments?.map((comment) => (
          <Held key={comment.id} comment={comment} />
        ))}
      </ul>
    </>
  );
}

function Held({ comment }: { comment: HeldComment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { association } = useMembership();
  const [texts, setTexts] = useState(() => comment.texts.map(({ text }) => text));
  const [isSure, setSure] = useState(false);
  const judge = useMutation({
    mutationFn: (verdict: "release" | "keep") =>
      judgeHeldComment(
        association.id,
        comment.id,
        verdict === "release" ? { verdict, texts: texts.map((text) => text.trim() || "—") } : { verdict },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["heldComments", association.id] }),
  });
  const service = association.services.find(({ id }) => id === comment.service)?.name[format.settings.language];
  return (
    <li>
      <p className={classes.quiet}>{service ?? comment.service}</p>
      {texts.map((text, index) => (
        <Textarea
          key={comment.texts[index]?.item ?? index}
          label={t("heldComments.text")}
          description={t("heldComments.hint")}
          autosize
          minRows={2}
          maxLength={5000}
          value={text}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setTexts((before) => before.map((one, at) => (at === index ? value : one)));
          }}
        />
      ))}
      <div className={classes.actions}>
        {isSure ? (
          <>
            <span role="alert">{t("heldComments.keepSure")}</span>
            <Button variant="light" loading={judge.isPending} onClick={() => judge.mutate("keep")}>
              {t("heldComments.keepYes")}
            </Button>
            <Button variant="subtle" onClick={() => setSure(false)}>
              {t("action.cancel")}
            </Button>
          </>
        ) : (
          <>
            <Button loading={judge.isPending} onClick={() => judge.mutate("release")}>
              {t("heldComments.release")}
            </Button>
            <Button variant="subtle" onClick={() => setSure(true)}>
              {t("heldComments.keep")}
            </Button>
          </>
        )}
      </div>
      <Problem error={judge.error} />
    </li>
  );
}

function Problem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError)) return error ? <ErrorNote error={error} /> : null;
  if (error.details["reason"] === "names") return <p role="alert">{t("heldComments.named")}</p>;
  if (error.code === "conflict") return <p role="alert">{t("heldComments.changed")}</p>;
  return <ErrorNote error={error} />;
}
