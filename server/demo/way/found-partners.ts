import type { Deps } from "#server/deps.ts";
import { recordPartner } from "#server/partners/record-partner.ts";

/** Partner associations whose people sign in at the demonstration; the names are made up. */
const PARTNERS = [
  { name: "جمعية واحة العطاء بحائل", region: "hail", field: "تأهيل الشباب" },
  { name: "جمعية نبراس الأسرة بجازان", region: "jazan", field: "تمكين الأسر" },
] as const;

/** Records them as of the first day; returns their ids in order. */
export async function foundPartners(
  deps: Pick<Deps, "store" | "policies" | "clock">,
  associationId: string,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const partner of PARTNERS) ids.push((await recordPartner(deps, associationId, partner)).id);
  return ids;
}
