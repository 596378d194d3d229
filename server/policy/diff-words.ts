/** Words in a row that stayed, went or came. */
export type WordRun = { readonly how: "same" | "removed" | "added"; readonly text: string };

/** A text with more words than this is shown whole as removed and added: the table below grows with its square. */
const MOST_WORDS = 1_500;

/** The difference of two texts by words (longest common subsequence, Wagner & Fischer 1974), spaces kept as they are. */
export function diffWords(before: string, after: string): WordRun[] {
  const [was, is] = [toWords(before), toWords(after)];
  if (was.length > MOST_WORDS || is.length > MOST_WORDS) {
    return joinRuns([
      { how: "removed", text: before },
      { how: "added", text: after },
    ]);
  }
  const width = is.length + 1;
  const lengths = new Uint16Array((was.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = was.length - 1; i >= 0; i -= 1) {
    for (let j = is.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = was[i] === is[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const runs: WordRun[] = [];
  for (let [i, j] = [0, 0]; i < was.length || j < is.length;) {
    if (i < was.length && j < is.length && was[i] === is[j]) {
      runs.push({ how: "same", text: was[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= is.length || (i < was.length && at(i + 1, j) >= at(i, j + 1))) {
      runs.push({ how: "removed", text: was[i] ?? "" });
      i += 1;
    } else {
      runs.push({ how: "added", text: is[j] ?? "" });
      j += 1;
    }
  }
  return joinRuns(runs);
}

/** Each word with the space that follows it. */
function toWords(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

function joinRuns(runs: readonly WordRun[]): WordRun[] {
  const joined: WordRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (run.text === "") continue;
    if (last?.how === run.how) joined[joined.length - 1] = { how: run.how, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}
