import { Button, Group, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { publishForm } from "#web/api.ts";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";

/** Publishes the newest draft of a form, after saying that this cannot be taken back. */
export function PublishForm({ id, title, version }: { id: string; title: string; version: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { association } = useMembership();
  const [asking, setAsking] = useState(false);
  const publish = useMutation({
    mutationFn: () => publishForm(association.id, id),
    onSuccess: () => client.invalidateQueries({ queryKey: ["forms", association.id] }),
  });
  const close = () => {
    setAsking(false);
    publish.reset();
  };
  return (
    <>
      <Button variant="light" size="compact-sm" onClick={() => setAsking(true)}>
        {t("forms.publish")}
      </Button>
      <Modal opened={asking} onClose={close} title={t("forms.publishAsk")}>
        <p>
          {t("forms.publishWhat", { title: isolate(title), version: format.integer(version) })}
          <br />
          {t("forms.publishFinal")}
        </p>
        {publish.error ? <ErrorNote error={publish.error} /> : null}
        <Group mt="md">
          <Button loading={publish.isPending} onClick={() => publish.mutate()}>
            {t("forms.publishSure")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
