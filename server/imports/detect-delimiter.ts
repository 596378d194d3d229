const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Lines looked at, and characters, so that one endless line costs no more. */
const LINES = 50;
const CHARACTERS = 200_000;

/**
 * What separates the cells of a CSV text: of the marks that stand outside quotation marks, the one that most lines have
 * equally often, and the more frequent of two. A comma when there is none, for a file of one column.
 */
export function detectDelimiter(text: string): Delimiter {
  const lines = countOutsideQuotes(text);
  let best: { delimiter: Delimiter; agreement: number; count: number } = { delimiter: ",", agreement: 0, count: 0 };
  for (const [index, delimiter] of DELIMITERS.entries()) {
    const counts = lines.map((line) => line[index] ?? 0);
    const { count, agreement } = mostFrequent(counts);
    if (count === 0) continue;
    const isBetter = agreement === best.agreement ? count > best.count : agreement > best.agreement;
    if (isBetter) best = { delimiter, agreement, count };
  }
  return best.delimiter;
}

/** How often each delimiter stands in each of the first lines; blank lines are passed over. */
function countOutsideQuotes(text: string): number[][] {
  const lines: number[][] = [];
  let counts = DELIMITERS.map(() => 0);
  let quoted = false;
  let blank = true;
  for (const character of text.slice(0, CHARACTERS)) {
    if (character === '"') quoted = !quoted;
    if ((character === "\n" || character === "\r") && !quoted) {
      if (!blank) lines.push(counts);
      if (lines.length === LINES) return lines;
      counts = DELIMITERS.map(() => 0);
      blank = true;
      continue;
    }
    if (!/\s/u.test(character)) blank = false;
    const index = quoted ? -1 : (DELIMITERS as readonly string[]).indexOf(character);
    if (index !== -1) counts[index] = (counts[index] ?? 0) + 1;
  }
  if (!blank) lines.push(counts);
  return lines;
}

/** The commonest number above zero, and the share of lines that have it. */
function mostFrequent(counts: readonly number[]): { count: number; agreement: number } {
  const times = new Map<number, number>();
  for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1);
  const [count, frequency] = [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  return { count, agreement: counts.length === 0 ? 0 : frequency / counts.length };
}
