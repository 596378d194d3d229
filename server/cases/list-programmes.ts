import { todayIn } from "#policies/calendar.ts";
import { getProgrammeService } from "#server/cases/record-programme.ts";
import type { Programmes } from "#server/cases/case-view.ts";
import type { Deps } from "#server/deps.ts";
import { listServicePoints } from "#server/service-points/list-service-points.ts";

const MOST = 100;

/** Programmes of the stay, the latest first, and the open codes at which they are evaluated. */
export async function listProgrammes(
  deps: Pick<Deps, "policies" | "store" | "settings" | "clock">,
  associationId: string,
): Promise<Programmes> {
  const { policy, service } = getProgrammeService(deps, associationId);
  const programmes = await deps.store.read
    .selectFrom("programme")
    .select(["id", "title", "held_on", "service"])
    .where("association_id", "=", associationId)
    .orderBy("held_on", "desc")
    .orderBy("id")
    .limit(MOST)
    .execute();
  const { publicUrl } = deps.settings;
  const points = await listServicePoints({ store: deps.store, publicUrl }, associationId);
  return {
    programmes: programmes.map(({ id, title, held_on, service }) => ({ id, title, heldOn: held_on, service })),
    service,
    points: points
      .filter((point) => point.service === service && point.closedAt === null)
      .map(({ id, label, link }) => ({ id, label, link })),
    today: todayIn(policy.timeZone, deps.clock()),
  };
}
