import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getForm } from "#web/api.ts";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import classes from "#web/console/forms/Forms.module.css";

/** One version as it was given: SurveyJS JSON. */
export function FormDefinition({ id, version }: { id: string; version: number }) {
  const { association } = useMembership();
  const query = useQuery({
    queryKey: ["form", association.id, id, version],
    queryFn: () => getForm(association.id, id, version),
  });
  if (query.isError) return <ErrorNote error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={320} />;
  return (
    <pre className={classes.json} dir="ltr">
      {JSON.stringify(query.data.definition, undefined, 2)}
    </pre>
  );
}
