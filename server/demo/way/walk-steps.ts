import { EXPLANATION, NOT_PASSED, REFERRED_TO } from "#server/demo/way/reasons.ts";
import { doerOf, readRow, take, type Act } from "#server/demo/way/walk.ts";
import { dateAt } from "#server/demo/timeline.ts";
import { APPLICANT, withdrawRequest } from "#server/requests/follow-request.ts";
import { judgeRequest } from "#server/requests/judge-request.ts";
import { proveNeed } from "#server/requests/prove-need.ts";
import { signRequest } from "#server/requests/sign-request.ts";

/** Reception waits for nothing but the signature; whoever does not come to sign is not waited for for ever. */
export const sign: Act = async (walk, row) => {
  const { stage, story, watch, id } = walk;
  if (!story.comesToSign) {
    if (watch.pass(15)) {
      const doer = doerOf(walk, "officer");
      await withdrawRequest(stage.way.deps, { associationId: stage.policy.id, id, seq: row.seq, doer });
    }
    return false;
  }
  if (!watch.pass(1.5)) return false;
  const declaration = { signedBy: "applicant", name: story.person.name } as const;
  await signRequest(stage.way.deps, { associationId: stage.policy.id, id, doer: APPLICANT, seq: row.seq, declaration });
  return true;
};

export const clarify: Act = async (walk, row) => {
  const { stage, watch, id } = walk;
  if (!watch.pass(2.4)) return false;
  const doer = doerOf(walk, "researcher");
  const proof = { seq: row.seq, need: "explanation", holds: true, note: EXPLANATION } as const;
  await proveNeed(stage.way.deps, { associationId: stage.policy.id, id, doer, ...proof });
  return take(walk, await readRow(walk), { outcome: "clarified", days: 0.1, by: doer });
};

/** The rule decides; whoever is not served here is told why, or where to turn. */
export const judge: Act = async (walk, row) => {
  const { stage, story, watch, id } = walk;
  if (!watch.pass(0.7 * story.pace)) return false;
  const by = doerOf(walk, "officer");
  const { state, unmet } = await judgeRequest(stage.way.deps, {
    associationId: stage.policy.id,
    id,
    doer: by,
    seq: row.seq,
  });
  const judged = await readRow(walk);
  const reason = unmet.map((one) => one.reason.ar).join(" ");
  if (story.fate === "redirected") {
    const type = unmet.some(({ refersTo }) => refersTo !== undefined) ? "reporting-centre" : "out-of-field";
    const detail = { referral: { type, to: REFERRED_TO[type] } } as const;
    return take(walk, judged, { outcome: "redirected", days: 0.2, by, detail });
  }
  if (state === "eligible") return take(walk, judged, { outcome: "eligible", days: 0.1, by });
  return take(walk, judged, { outcome: "not-eligible", days: 0.3, by, detail: { reason } });
};

export const interview: Act = async (walk, row) => {
  const { stage, story, watch, id } = walk;
  if (!watch.pass(3.5 * story.pace)) return false;
  const by = doerOf(walk, "researcher");
  if (story.fate === "not-passed") {
    return take(walk, row, { outcome: "not-passed", days: 0.3, by, detail: { reason: NOT_PASSED } });
  }
  const proof = { seq: row.seq, need: "interview", holds: true } as const;
  await proveNeed(stage.way.deps, { associationId: stage.policy.id, id, doer: by, ...proof });
  return take(walk, await readRow(walk), { outcome: "passed", days: 0.3, by });
};

/** As soon as it is accepted, unless it is arranged that some wait. */
export const register: Act = (walk, row) =>
  take(walk, row, { outcome: "registered", days: 0.03, by: doerOf(walk, "officer") });

/** Which channel and place a service was given by. */
export const deliver: Act = async (walk, row) => {
  const { stage, story, plan, watch } = walk;
  if (!watch.pass(6 * story.pace)) return false;
  const { random } = story;
  const place = random.choose({ branch: 52, remote: 34, site: 9, home: 5 });
  const delivery = { deliveredOn: dateAt(watch.now()), branch: random.choose(plan.branches), place };
  const delivered = { ...row, seq: (await readRow({ stage, id: walk.id })).seq };
  return take(walk, delivered, { outcome: "delivered", days: 0.02, by: doerOf(walk, "officer"), detail: { delivery } });
};
