import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { askFormally, type PartnerChoices } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { FormalRequestForm } from "#web/console/partners/FormalRequestForm.tsx";

/** The partner's own formal request; once it has arrived its page opens. */
export function RequestForm({ choices, onClose }: { choices: PartnerChoices; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { association } = useMembership();
  return (
    <FormalRequestForm
      choices={choices}
      send={(request) => askFormally(association.id, request)}
      onSent={async ({ id }) => {
        await client.invalidateQueries({ queryKey: ["portal", association.id] });
        onClose();
        await navigate({ to: "/portal/requests/$id", params: { id } });
      }}
    />
  );
}
