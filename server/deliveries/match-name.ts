import type { BilingualText } from "#policies/text.ts";
import { toMatchKey } from "#server/deliveries/plain-text.ts";

type Named = { readonly id: string; readonly name: BilingualText; readonly aliases?: readonly string[] };

const MEMO_LIMIT = 1_000;

/** Finds the id that a text means: an id itself, else a name in Arabic or English or an alias, however it is spelled. */
export function createNameMatcher(named: readonly Named[]): (text: string) => string | undefined {
  const byId = new Set(named.map(({ id }) => id));
  const byKey = new Map<string, string>();
  const words = [
    (one: Named) => [one.id, one.name.ar, one.name.en],
    // A name outranks another's alias.
    (one: Named) => one.aliases ?? [],
  ];
  for (const wordsOf of words) {
    for (const one of named) {
      for (const word of wordsOf(one)) {
        const key = toMatchKey(word);
        if (!byKey.has(key)) byKey.set(key, one.id);
      }
    }
  }
  // A register says the same few words over and over.
  const memo = new Map<string, string | undefined>();
  return (text) => {
    if (byId.has(text)) return text;
    if (memo.has(text)) return memo.get(text);
    const id = byKey.get(toMatchKey(text));
    if (memo.size < MEMO_LIMIT) memo.set(text, id);
    return id;
  };
}
