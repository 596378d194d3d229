import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { askFormally, type PartnerChoices } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { filled, FormFields, unanswered, type Given } from "#web/console/partners/FormFields.tsx";
import { Refused } from "#web/console/partners/Refused.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** The formal request (clause T13). What was typed stays until it has arrived. */
export function RequestForm({ choices, onClose }: { choices: PartnerChoices; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const [title, setTitle] = useState("");
  const [service, setService] = useState(choices.services[0]?.id ?? "");
  const [given, setGiven] = useState<Given>({});
  const [problems, setProblems] = useState<readonly string[]>([]);
  const ask = useMutation({
    mutationFn: () => askFormally(association.id, { title, service, answers: filled(given), language }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ["portal", association.id] });
      onClose();
      await navigate({ to: "/portal/requests/$id", params: { id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const numbers = choices.form.filter(({ id, inputType }) => inputType === "number" && typeof given[id] === "string");
    const wrong = [...unanswered(choices.form, given), ...numbers.map(({ id }) => id)];
    setProblems(wrong);
    if (wrong.length === 0) ask.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t("partners.title")}
        description={t("partners.titleHint")}
        required
        withAsterisk={false}
        maxLength={150}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {choices.services.length > 1 ? (
        <NativeSelect
          label={t("partners.service")}
          value={service}
          onChange={(event) => setService(event.currentTarget.value)}
          data={choices.services.map(({ id, name }) => ({ value: id, label: name[language] }))}
        />
      ) : null}
      <FormFields items={choices.form} given={given} problems={problems} onChange={setGiven} />
      <Refused error={ask.error} />
      <Button className={classes.start ?? ""} type="submit" size="md" loading={ask.isPending}>
        {t("partners.askSend")}
      </Button>
    </form>
  );
}
