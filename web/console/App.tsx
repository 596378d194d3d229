import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { ApiError, getMe, getSetup } from "#web/api.ts";
import { FirstPassword } from "#web/console/sign-in/FirstPassword.tsx";
import { SetUp } from "#web/console/sign-in/SetUp.tsx";
import { SignIn } from "#web/console/sign-in/SignIn.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import classes from "#web/console/App.module.css";

const Console = lazy(async () => ({ default: (await import("#web/console/frame/Console.tsx")).Console }));

/** The gate: first run, sign-in, a password of one's own, or the console. The address stays as it is, so a link opens its page after signing in. */
export function App() {
  const me = useQuery({ queryKey: ["me"], queryFn: getMe, retry: false });
  const signedOut = me.error instanceof ApiError && me.error.code === "unauthenticated";
  const setup = useQuery({ queryKey: ["setup"], queryFn: getSetup, enabled: signedOut });

  if (signedOut) {
    if (setup.isPending) return <div className={classes.blank} aria-busy="true" />;
    return setup.data?.needed ? <SetUp setup={setup.data} /> : <SignIn />;
  }
  if (me.isError && me.data === undefined) {
    return (
      <main className={classes.failed}>
        <ErrorNote error={me.error} retry={() => void me.refetch()} />
      </main>
    );
  }
  if (me.data === undefined) return <div className={classes.blank} aria-busy="true" />;
  if (me.data.hasFirstPassword) return <FirstPassword />;
  return (
    <Suspense fallback={<div className={classes.blank} aria-busy="true" />}>
      <Console me={me.data} />
    </Suspense>
  );
}
