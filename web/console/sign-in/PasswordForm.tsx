import { Button, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, changePassword } from "#web/api.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/sign-in/PasswordForm.module.css";

const SHORTEST = 12;
const EMPTY = { currentPassword: "", newPassword: "", again: "" };
type Field = keyof typeof EMPTY;
type Wrong = { readonly field: Field; readonly words: string };

/** A new password for oneself. What is wrong stands beside its field; what was typed is kept nowhere. */
export function PasswordForm({ onDone }: { onDone: () => Promise<void> | void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [given, setGiven] = useState(EMPTY);
  const [wrong, setWrong] = useState<Wrong>();
  const form = useRef<HTMLFormElement>(null);
  /** Whoever listens hears the field and what is wrong with it. */
  const tell = (found: Wrong | undefined) => {
    setWrong(found);
    if (found) form.current?.querySelector<HTMLInputElement>(`[name=${found.field}]`)?.focus();
  };
  const change = useMutation({
    mutationFn: () => changePassword({ currentPassword: given.currentPassword, newPassword: given.newPassword }),
    onSuccess: async () => {
      setGiven(EMPTY);
      await onDone();
    },
    onError: (error) => tell(explain(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = check(given);
    tell(found);
    if (!found) change.mutate();
  };
  const field = (name: Field) => ({
    ...{ name, label: t(`password.${name}`), required: true, withAsterisk: false, size: "md" as const },
    value: given[name],
    "aria-invalid": wrong?.field === name,
    error: wrong?.field === name ? t(wrong.words, { n: format.integer(SHORTEST) }) : undefined,
    styles: { innerInput: { direction: "ltr" as const } },
    visibilityToggleButtonProps: { "aria-label": t("field.showPassword") },
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setGiven((before) => ({ ...before, [name]: value }));
      setWrong(undefined);
    },
  });
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <PasswordInput {...field("currentPassword")} autoComplete="current-password" />
      <PasswordInput
        {...field("newPassword")}
        autoComplete="new-password"
        description={t("password.shortest", { n: format.integer(SHORTEST) })}
      />
      <PasswordInput {...field("again")} autoComplete="new-password" />
      <p className={classes.quiet}>{t("password.elsewhere")}</p>
      {change.error && !wrong ? <ErrorNote error={change.error} /> : null}
      <Button type="submit" size="md" loading={change.isPending}>
        {t("password.action")}
      </Button>
    </form>
  );
}

function check({ currentPassword, newPassword, again }: typeof EMPTY): Wrong | undefined {
  if (currentPassword === "") return { field: "currentPassword", words: "password.missing" };
  if (newPassword.length < SHORTEST) return { field: "newPassword", words: "password.tooShort" };
  if (newPassword === currentPassword) return { field: "newPassword", words: "password.same" };
  return again === newPassword ? undefined : { field: "again", words: "password.different" };
}

function explain(error: Error): Wrong | undefined {
  const reason = error instanceof ApiError ? error.details["reason"] : undefined;
  if (reason === "wrongPassword") return { field: "currentPassword", words: "password.wrong" };
  return reason === "samePassword" ? { field: "newPassword", words: "password.same" } : undefined;
}
