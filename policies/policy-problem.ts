/** One thing wrong in a policy: where, and what was expected there. */
export type PolicyProblem = { readonly path: readonly (string | number)[]; readonly message: string };

/** Everything in a list that bears an id which an earlier entry has. */
export function findRepeats(list: readonly { readonly id: string }[], path: PolicyProblem["path"]): PolicyProblem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, index) => {
    if (seen.has(id))
      return [{ path: [...path, index, "id"], message: `"${id}" is used twice; expected an id of its own` }];
    seen.add(id);
    return [];
  });
}

/** Every name of a list that means nothing; `what` says what it should name. */
export function findUnknown(
  names: readonly string[],
  { what, known, path }: { what: string; known: Iterable<string>; path: PolicyProblem["path"] },
): PolicyProblem[] {
  const all = new Set(known);
  return names.flatMap((name, index) => {
    if (all.has(name)) return [];
    const expected = all.size === 0 ? "there is none" : `expected one of ${[...all].join(", ")}`;
    return [{ path: [...path, index], message: `no ${what} "${name}"; ${expected}` }];
  });
}

/** The same for a single name. */
export function findUnknownName(
  name: string,
  { path, ...rest }: { what: string; known: Iterable<string>; path: PolicyProblem["path"] },
): PolicyProblem[] {
  return findUnknown([name], { ...rest, path }).map((problem) => ({ ...problem, path }));
}
