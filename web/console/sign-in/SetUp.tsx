import { Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, setUp, signIn, type Setup } from "#web/api.ts";
import { Gate } from "#web/console/sign-in/Gate.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { useFormat } from "#web/ui/preferences.ts";

const SHORTEST_PASSWORD = 12;

/** The first run: makes the first administrator, who proves by the token that the server is theirs. */
export function SetUp({ setup }: { setup: Setup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [person, setPerson] = useState({
    ...{ token: "", name: "", email: "", password: "" },
    association: setup.associations[0]?.id ?? "",
  });
  const start = useMutation({
    mutationFn: async () => {
      await setUp({ ...person, token: person.token.trim(), email: person.email.trim() });
      await signIn({ email: person.email.trim(), password: person.password });
    },
    onSuccess: () => client.resetQueries(),
  });
  const wrongToken = start.error instanceof ApiError && start.error.details["field"] === "token";
  const field = (name: keyof typeof person) => ({
    ...{
      name,
      label: t(`field.${name}`),
      required: true,
      withAsterisk: false,
      size: "md" as const,
      value: person[name],
    },
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setPerson((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <Gate title={t("setUp.title")} lead={t("setUp.lead")}>
      <form onSubmit={submit}>
        <TextInput
          {...field("token")}
          description={t("setUp.tokenWhere")}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { direction: "ltr" } }}
          error={wrongToken ? t("setUp.wrongToken") : undefined}
        />
        <TextInput {...field("name")} autoComplete="name" />
        <TextInput {...field("email")} type="email" autoComplete="username" styles={{ input: { direction: "ltr" } }} />
        <PasswordInput
          {...field("password")}
          autoComplete="new-password"
          minLength={SHORTEST_PASSWORD}
          styles={{ innerInput: { direction: "ltr" } }}
          description={t("setUp.password", { n: format.integer(SHORTEST_PASSWORD) })}
          visibilityToggleButtonProps={{ "aria-label": t("field.showPassword") }}
        />
        <NativeSelect
          {...field("association")}
          data={setup.associations.map(({ id, name }) => ({ value: id, label: name[format.settings.language] }))}
        />
        {start.error && !wrongToken ? <ErrorNote error={start.error} /> : null}
        <Button type="submit" size="md" loading={start.isPending}>
          {t("setUp.action")}
        </Button>
      </form>
    </Gate>
  );
}
