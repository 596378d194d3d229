import type { i18n } from "i18next";
import type { LintFinding } from "#web/api.ts";
import { isolate } from "#web/ui/format.ts";

const LIMIT = /at most (\d+)/;
/** Where the linter's English sentence names something of the form, by rule. */
const NAME: Readonly<Record<string, RegExp>> = {
  reservedName: /^(\S+) is a reserved name$/,
  unknownFunction: /^(\S+) is not a function/,
  duplicateName: /(?:the name|the id) (.+)$/,
  selfReference: / through (.+)$/,
};

/** A finding of the linter in the words of the page; a rule that nobody has translated keeps the linter's own sentence. */
export function explainFinding({ rule, message }: LintFinding, words: Pick<i18n, "t" | "exists">): string {
  if (!words.exists(`rule.${rule}`)) return message;
  const limit = LIMIT.exec(message)?.[1];
  const name = NAME[rule]?.exec(message)?.[1];
  const sentence = words.t(`rule.${rule}`, { limit: limit === undefined ? "" : ` (${limit})` });
  // Names stay outside the sentence, whose digits turn with the page.
  return name === undefined ? sentence : `${sentence} (${isolate(name)})`;
}
