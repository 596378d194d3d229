import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { signOut } from "#web/api.ts";
import { Gate } from "#web/console/sign-in/Gate.tsx";
import { PasswordForm } from "#web/console/sign-in/PasswordForm.tsx";
import classes from "#web/console/sign-in/PasswordForm.module.css";

/** The first sign-in with a password that somebody handed over: it is replaced before anything else opens. */
export function FirstPassword() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const again = () => client.resetQueries({ queryKey: ["me"] });
  return (
    <Gate title={t("password.firstTitle")} lead={t("password.firstLead")}>
      <div className={classes.form}>
        <PasswordForm onDone={again} />
        <Button variant="subtle" onClick={() => void signOut().then(again)}>
          {t("frame.signOut")}
        </Button>
      </div>
    </Gate>
  );
}
