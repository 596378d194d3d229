import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FormalRequest, PartnerChoices, PartnershipView } from "#web/api/partners.ts";
import { filled, FormFields, unanswered, type Given } from "#web/console/partners/FormFields.tsx";
import { Refused } from "#web/console/partners/Refused.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

type FormalRequestFormProps = {
  choices: PartnerChoices;
  send: (request: FormalRequest) => Promise<PartnershipView>;
  onSent: (view: PartnershipView) => Promise<void>;
  /** Says whose words these are, where somebody writes for another. */
  children?: ReactNode;
};

/** The formal request (clause T13), by the partner or written down for it. What was typed stays until it has arrived. */
export function FormalRequestForm({ choices, send, onSent, children }: FormalRequestFormProps) {
  const { t } = useTranslation();
  const { language } = useFormat().settings;
  const [title, setTitle] = useState("");
  const [service, setService] = useState(choices.services[0]?.id ?? "");
  const [given, setGiven] = useState<Given>({});
  const [problems, setProblems] = useState<readonly string[]>([]);
  const ask = useMutation({
    mutationFn: () => send({ title, service, answers: filled(given), language }),
    onSuccess: onSent,
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
      {children}
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
