import { frame } from "#web/locales/ar/frame.ts";
import { overview } from "#web/locales/ar/overview.ts";
import { work } from "#web/locales/ar/work.ts";

/** The console in Arabic, the language in which it was written. */
export const ar = { ...frame, ...overview, ...work };
