import type { PartnerDeed, PartnershipWalk } from "#server/demo/way/partners-walk.ts";
import { fileReport } from "#server/demo/way/partners-report.ts";
import type { PartnerAgreement } from "#server/demo/way/partners-stories.ts";
import { DELIVERED, DUTIES, INDICATORS } from "#server/demo/way/partners-words.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { dateAt, DAY } from "#server/demo/timeline.ts";
import { draftAgreement } from "#server/partners/draft-agreement.ts";
import { ruleOf, type Side } from "#server/partners/partnership-rule.ts";
import { recordPartnerDelivery } from "#server/partners/record-partner-delivery.ts";
import { daysBetween, reportCalendar } from "#server/partners/report-calendar.ts";
import { signAgreement } from "#server/partners/sign-agreement.ts";

/** Written, signed by one side or both, served and reported on, as far as its days have come. */
export function agreementDeeds(walk: PartnershipWalk, agreement: PartnerAgreement): PartnerDeed[] {
  const { stage, random, projects, partner } = walk;
  const [startsOn, endsOn] = [dateAgo(stage, agreement.starts), dateAgo(stage, agreement.ends)];
  const draft = {
    ...{ type: agreement.type, startsOn, endsOn, indicators: INDICATORS.map((indicator) => ({ ...indicator })) },
    ...{ associationDuties: DUTIES.association, partnerDuties: DUTIES.partner },
  };
  const sign = (side: Side, daysAgo: number | undefined): PartnerDeed[] =>
    daysAgo === undefined ? [] : [{ daysAgo, run: () => signFor(walk, side) }];
  const written: PartnerDeed = {
    daysAgo: agreement.drafted,
    run: () => draftAgreement(stage.way.deps, { ...walk.doing(projects), agreement: draft }),
  };
  const { reportEveryMonths } = ruleOf(stage.policy);
  const reports = reportCalendar(startsOn, endsOn, reportEveryMonths).flatMap(
    ({ to: endsOn }, index): PartnerDeed[] => {
      const told = agreement.reports[index];
      if (told === undefined) return [];
      const about = { partnerId: partner.id, doer: partner.doer, endsOn, told };
      return [
        {
          daysAgo: daysBetween(endsOn, stage.timeline.today) - told.after,
          run: () => fileReport(stage, random, { ...about, requestId: walk.requestId() }),
        },
      ];
    },
  );
  return [
    written,
    ...sign("association", agreement.signed.association),
    ...sign("partner", agreement.signed.partner),
    ...(agreement.signed.partner === undefined ? [] : serve(walk, agreement)),
    ...reports,
  ];
}

/** Three things that the partner received, those that lie ahead not yet. */
function serve(walk: PartnershipWalk, { starts }: PartnerAgreement): PartnerDeed[] {
  const { stage, random, projects } = walk;
  return [16, 48, 79].flatMap((after, index): PartnerDeed[] => {
    const daysAgo = starts - after;
    if (daysAgo < 1) return [];
    const what = DELIVERED[(starts + index) % DELIVERED.length] ?? DELIVERED[0];
    const delivery = { deliveredOn: dateAgo(stage, daysAgo), what, reached: Math.floor(random.between(8, 30)) };
    return [{ daysAgo, run: () => recordPartnerDelivery(stage.way.deps, { ...walk.doing(projects), delivery }) }];
  });
}

async function signFor({ stage, doing, requestId, projects, partner }: PartnershipWalk, side: Side): Promise<void> {
  const { id } = await stage.way.tx
    .selectFrom("agreement")
    .select("id")
    .where("association_id", "=", stage.policy.id)
    .where("partner_request_id", "=", requestId())
    .executeTakeFirstOrThrow();
  const doer = side === "partner" ? partner.doer : projects;
  await signAgreement(stage.way.deps, { ...doing(doer), side, agreementId: id });
}

function dateAgo({ timeline }: Stage, days: number): string {
  return dateAt(timeline.endsAt - days * DAY);
}
