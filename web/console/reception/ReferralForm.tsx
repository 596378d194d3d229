import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import classes from "#web/console/reception/Reception.module.css";

/** Where somebody is sent who needs what is not the association's field, and whether they know (clause T5). */
export function ReferralForm({
  isSaving,
  onRefer,
}: {
  isSaving: boolean;
  onRefer: (referral: { to: string; told: boolean }) => void;
}) {
  const { t } = useTranslation();
  const [to, setTo] = useState("");
  const [told, setTold] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRefer({ to: to.trim(), told });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.quiet}>{t("reception.referLead")}</p>
      <TextInput
        label={t("reception.referTo")}
        value={to}
        required
        withAsterisk={false}
        minLength={2}
        maxLength={300}
        data-autofocus
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Checkbox
        size="md"
        label={t("reception.referTold")}
        description={told ? undefined : t("reception.referNotTold")}
        checked={told}
        onChange={(event) => setTold(event.currentTarget.checked)}
      />
      <Button type="submit" size="md" loading={isSaving}>
        {t("reception.referSave")}
      </Button>
    </form>
  );
}
