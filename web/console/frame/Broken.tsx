import { ErrorNote } from "#web/ui/ErrorNote.tsx";

/** A screen that failed to draw, or whose code is gone after an upgrade: the page is loaded anew. */
export function Broken({ error }: { error: unknown }) {
  return <ErrorNote error={error} retry={() => location.reload()} />;
}
