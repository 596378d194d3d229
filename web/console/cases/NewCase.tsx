import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { openCase } from "#web/api/cases.ts";
import { PersonFields } from "#web/console/cases/PersonFields.tsx";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** Opens a case and goes to its page. */
export function NewCase() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [person, setPerson] = useState({ name: "", phone: "", note: "" });
  const open = useMutation({
    mutationFn: () => openCase(association.id, person),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ["cases", association.id] });
      await navigate({ to: "/cases/$id", params: { id } });
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate();
      }}
    >
      <p className={classes.quiet}>{t("casePerson.newLead")}</p>
      <PersonFields person={person} onChange={setPerson} />
      {open.error ? <ErrorNote error={open.error} /> : null}
      <Button type="submit" size="md" loading={open.isPending}>
        {t("casePerson.open")}
      </Button>
    </form>
  );
}
