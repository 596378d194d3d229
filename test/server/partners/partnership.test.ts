import { describe, expect, test } from "vitest";
import type { Dialect } from "#server/store/dialect.ts";
import { testServers } from "#test/support/test-server.ts";
import {
  AGREEMENT,
  DECISION,
  firstOpen,
  FORMAL_REQUEST,
  reportOf,
  running,
  scoresOf,
  tuwaiq,
  waiting,
} from "#test/server/partners/tuwaiq.ts";

const at = (day: string) => Date.parse(`${day}T07:00:00Z`);
const GOOD = { "نسبة المتقنين": 82, "أيام إنجاز المعاملة": 15, "عدد المدربين": 1 };

for (const dialect of ["sqlite", "postgres"] satisfies Dialect[]) {
  describe(`a partnership (${dialect})`, () => {
    const open = testServers();

    test("goes from a formal request to its evaluation, and each event is counted", { timeout: 60_000 }, async () => {
      let now = at("2026-03-01");
      const server = await open({ dialect, clock: () => now });
      const house = await tuwaiq(server);
      const partner = await house.partner();
      const asked = await partner.call("POST", "/portal/requests", FORMAL_REQUEST);
      expect(asked).toMatchObject({ status: 201, body: { step: "study", expected: 40, standing: null } });
      const { id } = asked.body;

      now = at("2026-03-05");
      const half = await house.projects("POST", `/partner-requests/${id}/study`, {
        ...{ seq: asked.body.seq, scores: scoresOf(3).slice(1) },
      });
      expect(half).toMatchObject({ status: 422, body: { reason: "criteria", missing: ["field"] } });
      const studied = await house.projects("POST", `/partner-requests/${id}/study`, {
        ...{ seq: asked.body.seq, scores: scoresOf(3) },
      });
      // .3 × .5 (no evidence) + .25 × .85 + .25 × 1 + .2 × 12/16
      expect(studied.body).toMatchObject({ step: "decision", standing: { rank: 1, of: 1, weights: 1 } });
      expect(studied.body.standing.score).toBeCloseTo(0.15 + 0.2125 + 0.25 + 0.15, 9);

      now = at("2026-03-10");
      const decide = (given: object) =>
        house.committee("POST", `/partner-decisions/${id}`, { seq: studied.body.seq, outcome: "accepted", ...given });
      expect(await decide({ ...DECISION, present: ["نورة", "سعد"] })).toMatchObject({
        ...{ status: 422, body: { reason: "quorum", present: 2, needed: 3 } },
      });
      const conflicts = [{ name: "سعد", what: "عضو في الجمعية الشريكة" }];
      expect(await decide({ ...DECISION, conflicts })).toMatchObject({ status: 422, body: { reason: "quorum" } });
      // One name in two spellings is one member.
      expect(await decide({ ...DECISION, present: ["أمل", "امل", "سعد"] })).toMatchObject({
        ...{ status: 422, body: { reason: "quorum", counted: 2 } },
      });
      const own = [{ name: "committee", what: "قريب" }];
      expect(await decide({ ...DECISION, present: [...DECISION.present, "منى"], conflicts: own })).toMatchObject({
        ...{ status: 422, body: { reason: "ownConflict" } },
      });
      const accepted = await decide(DECISION);
      expect(accepted).toMatchObject({ status: 200, body: { step: "agreement", decidedOn: { rank: 1, of: 1 } } });

      const told = await partner.call("GET", `/portal/requests/${id}`);
      expect(told.body.notices).toMatchObject([{ topic: "decided", reason: DECISION.reason }]);
      const history = JSON.stringify(told.body.history);
      expect(history).toContain(DECISION.reason);
      expect(history).not.toContain("نورة");
      expect(told.body.study).toEqual([]);

      const write = (changed: object = {}) =>
        house.projects("POST", `/partner-requests/${id}/agreement`, {
          ...{ seq: accepted.body.seq, ...AGREEMENT, ...changed },
        });
      const [first] = AGREEMENT.indicators;
      expect((await write({ indicators: [{ ...first, better: "lower" }] })).status).toBe(400);
      expect(await write({ endsOn: "2026-03-20" })).toMatchObject({ status: 422, body: { reason: "dates" } });
      const unread = (await write()).body.agreement.id;
      const written = await write();
      const seq = written.body.seq;
      const sign = (agreementId: string) => partner.call("POST", `/portal/requests/${id}/sign`, { seq, agreementId });
      expect((await sign(unread)).status).toBe(409);
      expect((await sign(written.body.agreement.id)).body).toMatchObject({
        ...{ step: "agreement", agreement: { association: null, partner: { at: now } } },
      });
      expect(await write()).toMatchObject({ status: 409, body: { reason: "signed" } });
      now = at("2026-03-15");
      const signed = await house.projects("POST", `/partner-requests/${id}/sign`, {
        ...{ seq, agreementId: written.body.agreement.id },
      });
      expect(signed.body.step).toBe("running");
      expect(signed.body.reports).toMatchObject([
        { from: "2026-03-16", to: "2026-06-15", dueOn: "2026-06-22", state: "ahead" },
        { from: "2026-06-16", to: "2026-09-15", dueOn: "2026-09-22", state: "ahead" },
      ]);

      now = at("2026-04-01");
      const received = { deliveredOn: "2026-03-30", what: "ورشة قياس الأثر", reached: 20 };
      const delivered = await house.projects("POST", `/partner-requests/${id}/deliveries`, received);
      expect(delivered.body.deliveries).toMatchObject([{ what: received.what, reached: 20 }]);
      expect(await server.deps.store.read.selectFrom("invitation").select("form_id").execute()).toEqual([
        { form_id: "partner-evaluation" },
      ]);

      now = at("2026-06-15");
      expect((await partner.call("GET", "/portal")).body.reminders).toMatchObject([{ kind: "report", days: 7 }]);
      const report = firstOpen(signed.body.reports);
      const filed = reportOf(signed.body, GOOD);
      const draft = { narrative: "بدأنا", reached: null, values: filed.values.slice(0, 1) };
      expect((await partner.call("POST", `/portal/reports/${report}/draft`, draft)).status).toBe(200);
      const mine = await partner.call("GET", `/portal/requests/${id}`);
      expect(mine.body.reports[0]).toMatchObject({ narrative: "بدأنا", values: [{ actual: 15 }], filedAt: null });
      const theirs = await house.projects("GET", `/partner-requests/${id}`);
      expect(theirs.body.reports[0]).toMatchObject({ narrative: "", values: [], reached: null });

      const short = { ...filed, values: filed.values.slice(0, 2) };
      expect(await partner.call("POST", `/portal/reports/${report}/file`, short)).toMatchObject({
        ...{ status: 422, body: { reason: "indicators" } },
      });
      const onTime = await partner.call("POST", `/portal/reports/${report}/file`, filed);
      expect(onTime.body).toMatchObject({ step: "running", reached: 25 });
      expect(onTime.body.indicators.map((one: { points: object[] }) => one.points[0])).toMatchObject([
        { attained: { share: 0.5, state: "partly" } },
        { attained: { share: 0, state: "missed" } },
        { attained: { share: 1.05, state: "reached" } },
      ]);
      expect(await partner.call("POST", `/portal/reports/${report}/file`, filed)).toMatchObject({
        ...{ status: 409, body: { reason: "filed" } },
      });
      const last = firstOpen(onTime.body.reports);
      expect(await partner.call("POST", `/portal/reports/${last}/file`, filed)).toMatchObject({
        ...{ status: 422, body: { reason: "tooEarly" } },
      });
      const finish = async () => {
        const { body } = await house.projects("GET", `/partner-requests/${id}`);
        return house.projects("POST", `/partner-requests/${id}/moves`, { seq: body.seq, outcome: "finished" });
      };
      expect(await finish()).toMatchObject({
        ...{ status: 422, body: { reason: "missing", missing: [{ need: "impact-reports", by: ["partner"] }] } },
      });

      now = at("2026-09-27");
      expect((await house.projects("GET", "/partner-reminders")).body.reminders).toMatchObject([
        { kind: "report", days: -5, requestId: id },
      ]);
      await partner.call("POST", `/portal/reports/${last}/file`, filed);
      expect((await finish()).body.step).toBe("evaluation");

      const answers = { "partnership-satisfaction": 1 };
      const ownAnswers = { "own-partnership-satisfaction": 2, "partner-commitment": 4 };
      const evaluate = async (by: typeof house.projects, path: string, given: object = answers) => {
        const { body } = await by("GET", path);
        return by("POST", `${path}/evaluation`, { seq: body.seq, answers: given });
      };
      expect((await evaluate(partner.call, `/portal/requests/${id}`)).body.evaluation.sides).toHaveLength(1);
      expect(await evaluate(partner.call, `/portal/requests/${id}`)).toMatchObject({
        ...{ status: 409, body: { reason: "evaluated" } },
      });
      const seen = await house.projects("GET", `/partner-requests/${id}`);
      expect(seen.body.evaluation.sides).toMatchObject([{ side: "partner", answers: null }]);
      const questionsOf = (view: typeof seen) => view.body.evaluation.form.map((item: { id: string }) => item.id);
      expect(questionsOf(seen)).toContain("partner-commitment");
      expect(questionsOf(await partner.call("GET", `/portal/requests/${id}`))).toContain("partnership-change");
      // The questions of one side are not those of the other.
      expect((await evaluate(house.projects, `/partner-requests/${id}`)).status).toBe(422);
      const ended = await evaluate(house.projects, `/partner-requests/${id}`, ownAnswers);
      expect(ended.body).toMatchObject({ step: null, ending: "ended", reached: 50 });
      expect(ended.body.evaluation.sides).toMatchObject([
        { side: "association", answers: ownAnswers },
        { side: "partner", answers },
      ]);
      const shown = (await partner.call("GET", `/portal/requests/${id}`)).body.evaluation.sides[0];
      expect(shown).toMatchObject({ side: "association", answers: ownAnswers });
      expect(shown.form.map((item: { id: string }) => item.id)).toEqual(questionsOf(seen));

      const milestones = await server.deps.store.read
        .selectFrom("milestone")
        .select(["measure", "outcome", "counted_on", "duration", "n"])
        .where("association_id", "=", "tuwaiq")
        .execute();
      const counted = milestones
        .filter(({ measure }) => !/^(circulation|acknowledgement)/.test(measure))
        .map(({ measure, outcome, counted_on: on, duration, n }) =>
          [measure, outcome === partner.id ? "partner" : outcome, on, duration ?? "", n].join(" "),
        )
        .toSorted();
      expect(counted).toEqual(
        [
          "partner-request partner 2026-03-01  1",
          "partner-expected partner 2026-03-01  40",
          "partner-studied partner 2026-03-01  1",
          "partner-decided accepted 2026-03-01 9 1",
          "partner-allocated first-time 2026-03-01  1",
          "agreement-signed  2026-03-01 5 1",
          "impact-report-due  2026-06-22  1",
          "impact-report-due  2026-09-22  1",
          "impact-report-filed in-time 2026-06-22  1",
          "impact-report-filed late 2026-09-22  1",
          "partner-reached partner 2026-03-01  25",
          "partner-reached partner 2026-03-01  25",
          "indicator-reported partly 2026-06-15  1",
          "indicator-reported missed 2026-06-15  1",
          "indicator-reported reached 2026-06-15  1",
          "indicator-reported partly 2026-09-27  1",
          "indicator-reported missed 2026-09-27  1",
          "indicator-reported reached 2026-09-27  1",
          "partnership-ended  2026-09-27  1",
          "partnership-evaluated  2026-09-27  1",
        ].toSorted(),
      );

      const { body: partners } = await house.projects("GET", "/partners");
      expect(partners.all).toMatchObject({
        ...{ partnerships: 1, expected: 40, reached: 50, reports: { due: 2, filed: 2, inTime: 1 } },
        ...{ indicators: { reached: 1, partly: 1, missed: 1 }, share: { value: 1 / 3, base: 3 } },
      });
    });

    test(
      "stands in the order of fairness; an order that is passed over needs a reason",
      { timeout: 60_000 },
      async () => {
        const server = await open({ dialect, clock: () => at("2026-06-15") });
        const house = await tuwaiq(server);
        const needy = await house.partner("jazan");
        const calm = await house.partner("riyadh");
        const later = await waiting(house, calm);
        const first = await waiting(house, needy);
        const { body } = await house.committee("GET", "/partner-decisions");
        expect(body.queue.map(({ id }: { id: string }) => id)).toEqual([first.id, later.id]);

        const accept = (given: object) =>
          house.committee("POST", `/partner-decisions/${later.id}`, {
            ...{ seq: later.seq, outcome: "accepted", ...DECISION, ...given },
          });
        expect(await accept({})).toMatchObject({ status: 422, body: { reason: "override", rank: 2, of: 2 } });
        expect(await accept({ override: "البرنامج جاهز في الرياض الآن" })).toMatchObject({
          ...{ status: 200, body: { step: "agreement", decidedOn: { rank: 2 } } },
        });

        const by = { weights: { impact: 0, need: 0, unserved: 1, study: 0 }, meeting: "الاجتماع الرابع" };
        const vote = (given: object) =>
          house.committee("POST", "/partner-weights", { ...by, decidedOn: "2026-06-14", ...given });
        expect(await vote({ weights: { ...by.weights, need: 0.5 } })).toMatchObject({ status: 422 });
        expect(await vote({ decidedOn: "2026-06-16" })).toMatchObject({ status: 422, body: { reason: "future" } });
        expect(await vote({})).toMatchObject({ status: 201, body: { version: 2 } });
        const versions = (await house.committee("GET", "/partner-weights")).body.versions;
        expect(versions).toMatchObject([
          { version: 2, meeting: by.meeting, seed: expect.stringMatching(/^\w{32}$/) },
          { version: 1 },
        ]);
        const now = (await house.projects("GET", `/partner-requests/${first.id}`)).body;
        expect(now.standing).toMatchObject({ score: 1, weights: 2 });
      },
    );

    test("neither dissatisfaction nor a missing report moves a partner's place", { timeout: 60_000 }, async () => {
      let now = at("2026-03-12");
      const server = await open({ dialect, clock: () => now });
      const house = await tuwaiq(server);
      const partner = await house.partner();
      await running(house, partner);
      now = at("2026-07-01");
      const second = await waiting(house, partner);
      const { standing: before } = second;
      const { store } = server.deps;
      await store.write((tx) =>
        tx
          .insertInto("partnership_evaluation")
          .values({
            ...{ association_id: "tuwaiq", partner_request_id: second.id, side: "association", at: now },
            answers: JSON.stringify({ "partnership-satisfaction": 1 }),
          })
          .execute(),
      );
      const rated = await house.projects("GET", `/partner-requests/${second.id}`);
      expect(rated.body.standing).toEqual(before);
      // One report is overdue by now: without it the impact stays in the middle, and is flagged.
      expect(before?.slices[0]).toMatchObject({ part: "impact", value: 0.5, flag: "noEvidence" });
      expect((await partner.call("GET", "/portal")).body.reminders).toMatchObject([{ kind: "report", days: -9 }]);
    });

    test("a decision is put off with a reason and without a quorum", async () => {
      const server = await open({ dialect, clock: () => at("2026-06-15") });
      const house = await tuwaiq(server);
      const { id, seq } = await waiting(house, await house.partner());
      const deferral = { seq, outcome: "deferred", reason: "ننتظر الميزانية", present: [] };
      const deferred = await house.committee("POST", `/partner-decisions/${id}`, deferral);
      expect(deferred).toMatchObject({ status: 200, body: { step: "decision" } });
    });

    test("a refusal is told with its reason, and may be objected to once", { timeout: 60_000 }, async () => {
      const server = await open({ dialect, clock: () => at("2026-06-15") });
      const house = await tuwaiq(server);
      const partner = await house.partner();
      const { id, seq } = await waiting(house, partner);
      const decide = (given: object) => house.committee("POST", `/partner-decisions/${id}`, { ...DECISION, ...given });
      const refused = await decide({ seq, outcome: "refused" });
      expect(refused.body).toMatchObject({ step: null, ending: "refused" });
      const told = await partner.call("GET", `/portal/requests/${id}`);
      expect(told.body.notices).toMatchObject([{ topic: "refused", reason: DECISION.reason }]);
      const object = (given: object) =>
        partner.call("POST", `/portal/requests/${id}/moves`, { seq: told.body.seq, outcome: "objection", ...given });
      expect(await object({})).toMatchObject({
        status: 422,
        body: { reason: "missing", missing: [{ need: "reason" }] },
      });
      const objected = await object({ reason: "لدينا الجاهزية كاملة" });
      expect(objected.body.step).toBe("decision");
      expect(await decide({ seq, outcome: "refused" })).toMatchObject({ status: 409, body: { reason: "changed" } });
      const again = await decide({ seq: objected.body.seq, outcome: "refused" });
      expect(again.body.ending).toBe("refused");
      const last = await partner.call("POST", `/portal/requests/${id}/moves`, {
        ...{ seq: again.body.seq, outcome: "objection", reason: "مرة أخرى" },
      });
      expect(last.status).toBe(422);
      const decided = await server.deps.store.read
        .selectFrom("milestone")
        .select("outcome")
        .where("measure", "=", "partner-decided")
        .execute();
      expect(decided).toEqual([{ outcome: "refused" }]);
    });
  });
}
