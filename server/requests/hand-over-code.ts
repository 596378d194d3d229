import { recordAudit } from "#server/audit/record-audit.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";
import { toFollowCode, toFollowLink } from "#server/requests/follow-code.ts";
import { getRequest } from "#server/requests/request-subject.ts";

/**
 * The follow-up code of a request, to be handed to its person again. With it anybody acts as that person, so that who asked
 * for it is kept before it is shown. Throws `notFound`.
 */
export async function handOverCode(
  deps: Pick<Deps, "store" | "seal" | "clock" | "settings">,
  caller: Caller,
  id: string,
): Promise<{ code: string; link: string }> {
  const { associationId } = caller;
  await getRequest(deps, { associationId, id });
  await deps.store.write((tx) => recordAudit(tx, deps, caller, { act: "read", entity: "code", entityId: id }));
  const code = toFollowCode(deps.settings.secret, associationId, id);
  return { code, link: toFollowLink(deps.settings, code) };
}
