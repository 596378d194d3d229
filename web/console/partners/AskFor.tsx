import { Button, Modal, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askForPartner, listPartners } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { FormalRequestForm } from "#web/console/partners/FormalRequestForm.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import classes from "#web/console/partners/partners.module.css";

type PartnerName = { readonly id: string; readonly name: string };

/** Writes a partner's formal request down for it: what came by letter or in a meeting goes the same way as all others. */
export function AskFor({ partner }: { partner: PartnerName }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button className={classes.start ?? ""} onClick={() => setAsking(true)}>
        {t("partners.askFor")}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("partners.askFor")}
        size="lg"
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <FormFor partner={partner} onClose={() => setAsking(false)} />
      </Modal>
    </>
  );
}

function FormFor({ partner, onClose }: { partner: PartnerName; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { association } = useMembership();
  const query = useQuery({ queryKey: ["partners", association.id], queryFn: () => listPartners(association.id) });
  if (query.isError && !query.data) return <ErrorNote error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={240} radius="md" />;
  return (
    <FormalRequestForm
      choices={query.data.choices}
      send={(request) => askForPartner(association.id, { ...request, partnerId: partner.id })}
      onSent={async ({ id }) => {
        await client.invalidateQueries({ queryKey: ["partner-requests", association.id] });
        await client.invalidateQueries({ queryKey: ["partners", association.id] });
        onClose();
        await navigate({ to: "/partner-requests/$id", params: { id } });
      }}
    >
      <p className={classes.lead}>{t("partners.askForLead", { name: partner.name })}</p>
    </FormalRequestForm>
  );
}
