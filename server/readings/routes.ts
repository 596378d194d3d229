import { Hono } from "hono";
import type { Deps } from "#server/deps.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";
import { acknowledge, NewAcknowledgement } from "#server/readings/acknowledge.ts";
import { listOwnReadings, listReadingsOfAll } from "#server/readings/list-readings.ts";
import { NewCirculation, recordCirculation } from "#server/readings/record-circulation.ts";

/** What everybody here reads and confirms, and who was given a copy of the policy. Relative to `/api/v1`. */
export function readingRoutes(deps: Deps) {
  const keepPolicy = requireCaller(deps, "keepPolicy");
  return new Hono<CallerVariables>()
    .get("/readings", requireCaller(deps, "readPolicy"), async (c) =>
      c.json({ readings: await listOwnReadings(deps, c.get("caller")) }),
    )
    .post("/readings/acknowledgements", requireCaller(deps, "readPolicy"), async (c) => {
      await acknowledge(deps, c.get("caller"), parseInput(NewAcknowledgement, await readJson(c.req.raw)));
      return c.json({ readings: await listOwnReadings(deps, c.get("caller")) });
    })
    .get("/readings/people", keepPolicy, async (c) =>
      c.json(await listReadingsOfAll(deps, c.get("caller").associationId)),
    )
    .post("/readings/circulation", keepPolicy, async (c) => {
      await recordCirculation(deps, c.get("caller"), parseInput(NewCirculation, await readJson(c.req.raw)));
      return c.json(await listReadingsOfAll(deps, c.get("caller").associationId));
    });
}
