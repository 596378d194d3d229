import { createAuth } from "#server/accounts/auth.ts";
import { pino } from "pino";
import { createAccounts } from "#server/demo/create-accounts.ts";
import { createTimeline, type Timeline } from "#server/demo/timeline.ts";
import { foundPartners } from "#server/demo/way/found-partners.ts";
import { onTheWay } from "#server/demo/way/on-the-way.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { createFormShelf } from "#server/forms/form-shelf.ts";
import { syncPolicies } from "#server/forms/sync-policies.ts";
import { syncVersions } from "#server/policy/sync-versions.ts";
import { replay } from "#policies/journey.ts";
import { journeyIn, readJourney, type SubjectName } from "#server/journeys/read-journey.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";
import { createSeal } from "#server/store/seal.ts";
import type { Store } from "#server/store/store.ts";
import { DEMO_POLICIES, DEMO_SETTINGS } from "#test/server/demo/demo-store.ts";

export const TODAY = "2026-06-15";
const SEED = "rida";

/** A store with the five policies and the people of the demonstration, and what `work` does on the stage of one. */
export async function onStage(
  store: Store,
  associationId: string,
  work: (stage: Stage) => Promise<void>,
): Promise<Timeline> {
  const timeline = createTimeline(TODAY);
  const clock = () => timeline.startsAt;
  const policies = DEMO_POLICIES;
  await syncPolicies({ store, policies, clock });
  await syncVersions({ store, policies, clock });
  const settings = DEMO_SETTINGS;
  const deps = { store, policies, clock, settings, forms: createFormShelf(store), seal: createSeal(settings.secret) };
  const partners = { of: "tuwaiq", ids: await foundPartners(deps, "tuwaiq") };
  const auth = createAuth({ settings, store });
  const { staff } = await createAccounts(
    { ...deps, auth },
    { seed: SEED, associations: [...policies.keys()], partners },
  );
  const policy = policies.get(associationId);
  if (!policy) throw new Error(`there is no policy "${associationId}"`);
  await onTheWay({ ...deps, log: pino({ level: "silent" }) }, (way) =>
    work({ way, policy, staff, timeline, seed: SEED, scale: 1 }),
  );
  return timeline;
}

type Row = {
  id: string;
  journey: string;
  policy_version: number;
  step: string | null;
  ending: string | null;
  seq: number;
};

/** Replays what happened to every subject and gives those that do not stand where their row says. */
export async function strayed(
  store: Store,
  { associationId, subject }: { associationId: string; subject: SubjectName },
  rows: readonly Row[],
): Promise<Row[]> {
  const stray: Row[] = [];
  for (const row of rows) {
    const policy = await getPolicyVersion(store, store.read, associationId, row.policy_version);
    const journey = journeyIn(policy, row.journey);
    const { events } = await readJourney(store.read, journey, associationId, subject, row.id);
    const { step, ending, seq } = replay(journey, events);
    const inOrder = events.every(({ at }, index) => index === 0 || at >= (events[index - 1]?.at ?? 0));
    if (step !== row.step || ending !== row.ending || seq !== row.seq || !inOrder) stray.push(row);
  }
  return stray;
}
