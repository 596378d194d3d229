import { createContext } from "react";
import type { Me } from "#web/api.ts";

/** Who is signed in, for the frame only; screens ask `useMembership`. */
export const MeContext = createContext<Me | undefined>(undefined);
