import { RouterProvider } from "@tanstack/react-router";
import type { Me } from "#web/api.ts";
import { MeContext } from "#web/console/frame/me.ts";
import { router } from "#web/console/frame/router.tsx";

/** The console of somebody who is signed in. */
export function Console({ me }: { me: Me }) {
  return (
    <MeContext value={me}>
      <RouterProvider router={router} />
    </MeContext>
  );
}
