// React's fast refresh, which Vite puts into pages that it serves itself; ours come from the server.
// @ts-expect-error Vite serves this module while developing; there is no file of it.
import { injectIntoGlobalHook } from "/@react-refresh";

injectIntoGlobalHook(window);
Object.assign(window, { $RefreshReg$: () => undefined, $RefreshSig$: () => (type: unknown) => type });
