import type { Behind } from "#web/api/policy.ts";
import { listPages, type Session } from "#web/console/membership.ts";

const PATHS: Readonly<Record<Exclude<Behind, "readings" | "shelf" | "versions">, string>> = {
  overview: "/",
  contacts: "/reception",
  requests: "/requests",
  committee: "/committee",
  complaints: "/complaints",
  cases: "/cases",
  reviews: "/reviews",
  partners: "/partners",
  actions: "/actions",
};

const OVERVIEW_FILTERS = ["service", "channel", "mode", "branch", "kind", "form", "language"];

type Question = {
  readonly period: { readonly from: string; readonly to: string };
  readonly filters: readonly { readonly dimension: string; readonly values: readonly { readonly key: string }[] }[];
};

/**
 * The address of what lies behind a figure, for this reader; undefined where their role opens nothing of it. The overview
 * opens with the same dates and filters.
 */
export function addressBehind(
  behind: Behind | null,
  { permissions, association }: Pick<Session, "permissions" | "association">,
  { period, filters }: Question,
): string | undefined {
  if (behind === null) return undefined;
  if (behind === "readings" || behind === "shelf" || behind === "versions") return `/policy?part=${behind}`;
  const path = PATHS[behind];
  if (!listPages(permissions, association).some((page) => (page.path as string) === path)) return undefined;
  if (behind !== "overview") return path;
  const search = new URLSearchParams({ period: "custom", from: period.from, to: period.to });
  for (const { dimension, values } of filters) {
    if (OVERVIEW_FILTERS.includes(dimension)) for (const { key } of values) search.append(dimension, key);
  }
  return `/?${search}`;
}
