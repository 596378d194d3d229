import { Hono } from "hono";
import { z } from "zod";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput } from "#server/http/valid.ts";
import { createTurns } from "#server/metrics/turns.ts";
import { EvidencePeriod } from "#server/policy/evidence-period.ts";
import { getEvidence } from "#server/policy/get-evidence.ts";
import { currentVersion } from "#server/policy/get-policy-version.ts";
import { listVersions } from "#server/policy/list-versions.ts";

const EvidenceQuery = z.object({ period: EvidencePeriod.default("last12Months") });

/** Pages whose evidence is worked out at the same time, and those that may wait: each asks for many numbers. */
const TURNS = { atOnce: 2, waiting: 50 };

/** The policy as its own text, the evidence beside each clause, and its versions. */
export function policyRoutes(deps: Deps) {
  const inTurn = createTurns(TURNS);
  return new Hono<CallerVariables>()
    .get("/policy", requireCaller(deps, "readPolicy"), async (c) => {
      const { associationId } = c.get("caller");
      const policy = deps.policies.get(associationId);
      if (!policy) throw new AppError("notFound", "There is nothing here.");
      const clauses = policy.clauses.map(({ id, text, gloss }) => ({ id, text, gloss }));
      const version = await currentVersion(deps.store.read, associationId);
      return c.json({ version, approval: policy.approval ?? null, clauses });
    })
    .get("/policy/evidence", requireCaller(deps, "readEvidence"), async (c) => {
      const { period } = parseInput(EvidenceQuery, c.req.query());
      return c.json(await inTurn(() => getEvidence(deps, c.get("caller").associationId, period)));
    })
    .get("/policy/versions", requireCaller(deps, "readPolicy"), async (c) =>
      c.json({ versions: await listVersions(deps, c.get("caller").associationId) }),
    );
}
