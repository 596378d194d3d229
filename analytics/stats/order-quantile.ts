/** How many took so long, in whole units. */
export type ValueCount = { readonly value: number; readonly count: number };

/** An end is null where so few values say nothing of that side. */
export type OrderQuantile = { readonly value: number; readonly low: number | null; readonly high: number | null };

/**
 * The smallest value that at least `share` of all do not exceed, with the values between which the true one lies with at
 * least 95 %, whatever the distribution: the l-th and u-th smallest, where a binomial count B(n, share) is below l, and
 * u or above, with at most 2.5 % each. Undefined without values. Source: Hahn & Meeker 1991, section 5.2.
 */
export function orderQuantile(counts: readonly ValueCount[], share: number): OrderQuantile | undefined {
  const sorted = counts.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value);
  const n = sorted.reduce((sum, { count }) => sum + count, 0);
  if (n === 0) return undefined;
  // A share times n that is whole must not be pushed to the next by rounding.
  const value = valueAt(sorted, Math.max(1, Math.ceil(share * n - 1e-9)));
  if (value === null) return undefined;
  const { low, high } = ranksOf(n, share);
  return { value, low: valueAt(sorted, low), high: valueAt(sorted, high) };
}

/** The value of a rank, 1 the smallest; null for ranks that nobody has. */
function valueAt(sorted: readonly ValueCount[], rank: number): number | null {
  if (rank < 1) return null;
  let reached = 0;
  for (const { value, count } of sorted) {
    reached += count;
    if (reached >= rank) return value;
  }
  return null;
}

/** Largest l with P(B ≤ l − 1) ≤ 2.5 % and smallest u with P(B ≤ u − 1) ≥ 97.5 %; l = 0 and u = n + 1 say that there is none. */
export function ranksOf(n: number, share: number): { low: number; high: number } {
  let low = 0;
  let logTerm = n * Math.log1p(-share);
  let below = 0;
  for (let count = 0; count <= n; count += 1) {
    below += Math.exp(logTerm);
    if (below <= 0.025) low = count + 1;
    if (below >= 0.975) return { low, high: count + 1 };
    logTerm += Math.log((n - count) / (count + 1)) + Math.log(share / (1 - share));
  }
  return { low, high: n + 1 };
}
