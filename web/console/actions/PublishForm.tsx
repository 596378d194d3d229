import { Button, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { publishAction, withdrawAction, type ActionView } from "#web/api/actions.ts";
import { ActionError } from "#web/console/actions/ActionError.tsx";
import { useActionChange } from "#web/console/actions/use-action-change.ts";
import { useMembership } from "#web/console/membership.ts";
import classes from "#web/console/actions/Actions.module.css";

/** What everybody will read: shown as it will stand, published by a second, plain button. */
export function PublishForm({ action, onDone }: { action: ActionView; onDone: () => void }) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const [said, setSaid] = useState(action.published?.said ?? action.finding);
  const [did, setDid] = useState(action.published?.did ?? action.change);
  const publish = useActionChange(
    () => publishAction(association.id, action.id, { seq: action.seq, said: said.trim(), did: did.trim() }),
    onDone,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p>{t("actions.publishWhat")}</p>
      <Textarea
        label={t("actions.said")}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={600}
        value={said}
        onChange={(event) => setSaid(event.currentTarget.value)}
      />
      <Textarea
        label={t("actions.did")}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={600}
        value={did}
        onChange={(event) => setDid(event.currentTarget.value)}
      />
      {publish.error ? <ActionError error={publish.error} /> : null}
      <Button type="submit" size="md" loading={publish.isPending}>
        {t("actions.publishSure")}
      </Button>
    </form>
  );
}

export function WithdrawForm({ action, onDone }: { action: ActionView; onDone: () => void }) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const withdraw = useActionChange(() => withdrawAction(association.id, action.id, action.seq), onDone);
  return (
    <div className={classes.form}>
      <p>{action.published?.did}</p>
      {withdraw.error ? <ActionError error={withdraw.error} /> : null}
      <Button size="md" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t("actions.withdrawSure")}
      </Button>
    </div>
  );
}
