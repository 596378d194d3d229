import { frame } from "#web/locales/en/frame.ts";
import { overview } from "#web/locales/en/overview.ts";
import { work } from "#web/locales/en/work.ts";

/** The console in English. */
export const en = { ...frame, ...overview, ...work };
