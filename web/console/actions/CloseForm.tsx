import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { closeAction, type ActionView } from "#web/api/actions.ts";
import { ActionError } from "#web/console/actions/ActionError.tsx";
import { useActionChange } from "#web/console/actions/use-action-change.ts";
import { useMembership } from "#web/console/membership.ts";
import classes from "#web/console/actions/Actions.module.css";

/** Asks before the effect is measured, since what comes of it stays. */
export function CloseForm({ action, onDone }: { action: ActionView; onDone: () => void }) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const close = useActionChange(() => closeAction(association.id, action.id, action.seq), onDone);
  return (
    <div className={classes.form}>
      <p>{t("actions.closeWhat")}</p>
      {close.error ? <ActionError error={close.error} /> : null}
      <Button size="md" loading={close.isPending} onClick={() => close.mutate()}>
        {t("actions.closeSure")}
      </Button>
    </div>
  );
}
