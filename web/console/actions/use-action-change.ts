import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMembership } from "#web/console/membership.ts";

/** Does something to an improvement. The register is read anew in any case: a refusal may mean that a colleague was first. */
export function useActionChange(change: () => Promise<unknown>, onDone: () => void) {
  const client = useQueryClient();
  const { association } = useMembership();
  return useMutation({
    mutationFn: change,
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ["actions", association.id] }),
  });
}
