import { pick } from "#server/demo/way/draw-person.ts";
import { agreementDeeds } from "#server/demo/way/partners-agreement.ts";
import type { ActingPartner } from "#server/demo/way/partners-found.ts";
import type { PartnerStory, PartnerVerdict } from "#server/demo/way/partners-stories.ts";
import { ACCEPTED_BECAUSE, MEMBERS, OVERRIDE_BECAUSE, STUDY_NOTES } from "#server/demo/way/partners-words.ts";
import type { PartnerDeed, PartnershipWalk } from "#server/demo/way/partners-walk.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import type { Random } from "#server/demo/random.ts";
import type { Doer } from "#server/journeys/in-journey.ts";
import { decidePartnerRequest } from "#server/partners/decide-partner-request.ts";
import { evaluatePartnership } from "#server/partners/evaluate-partnership.ts";
import { movePartnership } from "#server/partners/move-partnership.ts";
import { rankRequests } from "#server/partners/rank-requests.ts";
import { evaluationFormOf, ruleOf, type Side } from "#server/partners/partnership-rule.ts";
import { studyPartnerRequest } from "#server/partners/study-partner-request.ts";
import { submitPartnerRequest } from "#server/partners/submit-partner-request.ts";

/** Everything that is done in one story, each on its day. */
export function deedsOf(stage: Stage, random: Random, partner: ActingPartner, story: PartnerStory): PartnerDeed[] {
  const walk = beginWalk(stage, random, partner);
  const { study, agreement, decisions = [], withdrawn, finished, evaluated } = story;
  const deps = stage.way.deps;
  const move = (daysAgo: number | undefined, doer: Doer, outcome: string): PartnerDeed[] =>
    daysAgo === undefined ? [] : [{ daysAgo, run: () => movePartnership(deps, { ...walk.doing(doer), outcome }) }];
  const judge = (daysAgo: number | undefined, side: Side): PartnerDeed[] =>
    daysAgo === undefined ? [] : [{ daysAgo, run: () => evaluate(walk, side) }];
  return [
    { daysAgo: story.asked, run: () => ask(walk, story) },
    ...move(withdrawn, partner.doer, "withdrawn"),
    ...(study ? [{ daysAgo: study.on, run: () => examine(walk, study.scores) }] : []),
    ...decisions.flatMap((verdict) => decide(walk, verdict)),
    ...(agreement ? agreementDeeds(walk, agreement) : []),
    ...move(finished, walk.projects, "finished"),
    ...judge(evaluated?.association, "association"),
    ...judge(evaluated?.partner, "partner"),
  ];
}

function beginWalk(stage: Stage, random: Random, partner: ActingPartner): PartnershipWalk {
  const { id: associationId } = stage.policy;
  const by = (role: "projects" | "committee"): Doer => ({ actor: role, id: stage.staff(associationId, role)[0].id });
  let asked: string | undefined;
  const requestId = () => {
    if (asked === undefined) throw new Error("nobody has asked yet");
    return asked;
  };
  return {
    ...{ stage, random, partner, requestId, projects: by("projects"), committee: by("committee") },
    remember: (id) => {
      asked = id;
    },
    doing: (doer) => ({
      scope: { associationId, ...(doer.actor === "partner" ? { partnerId: partner.id } : {}) },
      ...{ id: requestId(), doer },
    }),
  };
}

async function ask({ stage, partner, remember }: PartnershipWalk, story: PartnerStory): Promise<void> {
  const { kind, expected, aims, title } = story;
  const service = stage.policy.partnership?.services[0] ?? "";
  const answers = { "service-kind": kind, "expected-beneficiaries": expected, aims };
  const about = { associationId: stage.policy.id, partnerId: partner.id, doer: partner.doer };
  const { id } = await submitPartnerRequest(stage.way.deps, { ...about, service, title, answers, language: "ar" });
  remember(id);
}

function examine({ stage, doing, projects }: PartnershipWalk, given: readonly number[]): Promise<void> {
  const criteria = stage.policy.partnership?.criteria ?? [];
  const scores = criteria.map(({ id }, index) => {
    const score = given[index] ?? 2;
    const [well, less] = STUDY_NOTES[id] ?? ["", ""];
    return { criterion: id, score, note: score >= 3 ? well : less };
  });
  return studyPartnerRequest(stage.way.deps, { ...doing(projects), scores });
}

function decide(walk: PartnershipWalk, { on, outcome, reason, conflict, objected }: PartnerVerdict): PartnerDeed[] {
  const { stage, random, doing, committee, partner, requestId } = walk;
  const objection: PartnerDeed[] = objected
    ? [
        {
          daysAgo: objected.on,
          run: () =>
            movePartnership(stage.way.deps, {
              ...doing(partner.doer),
              ...{ outcome: "objection", reason: objected.reason },
            }),
        },
      ]
    : [];
  const run = async () => {
    const { policy, way } = stage;
    const { ranked } = await rankRequests(way.tx, { policy, now: way.deps.clock() });
    const rank = ranked.find(({ id }) => id === requestId())?.rank ?? 1;
    const decision = {
      ...{ outcome, reason: reason ?? pick(random, ACCEPTED_BECAUSE), present: [...MEMBERS] },
      conflicts: conflict ? [{ name: conflict, what: "عضو سابق في مجلس إدارة الجهة الطالبة." }] : [],
      ...(outcome === "accepted" && rank > 1 ? { override: OVERRIDE_BECAUSE } : {}),
    };
    await decidePartnerRequest(way.deps, { ...doing(committee), decision });
  };
  return [...objection, { daysAgo: on, run }];
}

/** Marks from good to very good, and a word of what could be better. */
async function evaluate({ stage, random, doing, projects, partner }: PartnershipWalk, side: Side): Promise<void> {
  const { way, policy } = stage;
  const { compiled } = await way.deps.forms.latest(policy.id, evaluationFormOf(ruleOf(policy), side));
  const answers = Object.fromEntries(
    compiled.items.flatMap(({ id, scale, kind }): [string, unknown][] => {
      if (scale) return [[id, Math.round(scale.min + (scale.max - scale.min) * random.between(0.7, 1))]];
      return kind === "comment" ? [[id, pick(random, COULD_BE_BETTER)]] : [];
    }),
  );
  const doer = side === "partner" ? partner.doer : projects;
  await evaluatePartnership(way.deps, { ...doing(doer), side, answers, language: "ar" });
}

const COULD_BE_BETTER = [
  "نقترح إتاحة المواد قبل الورشة بأسبوع.",
  "نود زيارة متابعة بعد ستة أشهر.",
  "كان التنسيق سلسًا، ونحتاج إلى نموذج أبسط لتقرير الأثر.",
] as const;
