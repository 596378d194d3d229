import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, signIn } from "#web/api.ts";
import { Gate } from "#web/console/sign-in/Gate.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";

/** E-mail and password. A wrong pair is told in one way, whichever of the two is wrong. */
export function SignIn() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => signIn({ email: email.trim(), password }),
    onSuccess: () => client.resetQueries({ queryKey: ["me"] }),
  });
  const wrong = enter.error instanceof ApiError && [400, 401, 403, 422].includes(enter.error.status);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <Gate title={t("signIn.title")} lead={t("signIn.lead")}>
      <form onSubmit={submit}>
        <TextInput
          label={t("field.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          size="md"
          styles={{ input: { direction: "ltr" } }}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("field.password")}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          styles={{ innerInput: { direction: "ltr" } }}
          value={password}
          aria-invalid={wrong}
          error={wrong ? t("signIn.wrong") : undefined}
          visibilityToggleButtonProps={{ "aria-label": t("field.showPassword") }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {enter.error && !wrong ? <ErrorNote error={enter.error} /> : null}
        <Button type="submit" size="md" loading={enter.isPending}>
          {t("signIn.action")}
        </Button>
      </form>
    </Gate>
  );
}
