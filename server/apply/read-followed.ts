import type { Journey } from "#policies/journey-schema.ts";
import type { Deps } from "#server/deps.ts";
import { journeyIn } from "#server/journeys/read-journey.ts";
import { findRequestByCode } from "#server/requests/find-request.ts";
import { toFollowCode } from "#server/requests/follow-code.ts";
import { toRequestView } from "#server/requests/read-request-view.ts";
import { getRequest, type FoundRequest } from "#server/requests/request-subject.ts";
import type { RequestView } from "#server/requests/request-view.ts";

/** A request behind its code. */
export type Followed = { readonly found: FoundRequest; readonly journey: Journey; readonly code: string };

export async function findFollowed(
  deps: Pick<Deps, "store" | "settings">,
  typed: string,
): Promise<Followed | undefined> {
  const named = await findRequestByCode(deps, typed);
  if (!named) return undefined;
  const found = await getRequest(deps, named);
  const code = toFollowCode(deps.settings.secret, named.associationId, named.id);
  return { found, journey: journeyIn(found.policy, found.row.journey), code };
}

/** All that its person may see of it, as it stands now. */
export function readFollowed(deps: Deps, { found }: Followed, language: string): Promise<RequestView> {
  return toRequestView(deps, { found, role: "applicant", language });
}
