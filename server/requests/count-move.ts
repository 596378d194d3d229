import type { JourneyState } from "#policies/journey-state.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import { movesOf, type Move } from "#server/journeys/moves-of.ts";
import { isDecision } from "#server/requests/committee-decision.ts";
import { countFollowed } from "#server/requests/count-followed.ts";
import type { MoveDetail } from "#server/requests/move-request.ts";
import { listDocumentRows } from "#server/requests/read-application.ts";
import type { RequestRow } from "#server/requests/request-subject.ts";

/**
 * Counts what a way out means for its request, in the cohort of the day on which it was opened; each thing once per request.
 * An objection takes back the decision, the end and that it was told, until there are new ones. That somebody was told of a
 * refusal or a referral counts when they read it (`readNotices`).
 */
export async function countMove(
  open: OpenJourney,
  {
    row,
    before,
    outcome,
    detail,
    wasTold,
  }: {
    row: RequestRow;
    before: JourneyState;
    outcome: string;
    detail: MoveDetail;
    /** That somebody had been told of the refusal that they object to. */
    wasTold: boolean;
  },
): Promise<void> {
  const { journey } = open;
  const earlier = movesOf(journey, open.events);
  const of = { countedAt: row.opened_at };
  const from = journey.steps.find(({ id }) => id === before.step);
  const way = from?.outcomes.find(({ id }) => id === outcome);
  const isFirst = !earlier.some((move) => move.from === before.step && move.outcome === outcome);

  if (way && from?.outcomes.some(({ needs }) => needs.includes("documents"))) {
    if (!earlier.some((move) => move.from === from.id)) {
      const complete = way.needs.includes("documents") && !(await wasSentBack(open, row));
      open.count({ measure: "request-checked", outcome: complete ? "complete" : "incomplete", ...of });
    }
  }
  if (isDecision(outcome) && from?.by.includes("committee")) {
    open.count({ measure: "request-decided", outcome, ...of });
  }
  if (outcome === "registered" && isFirst) open.count({ measure: "request-registered", ...of });
  if (detail.delivery) open.count({ measure: "request-delivered", ...of });
  if (detail.referral) countReferral(open, detail.referral.type);
  if (!from || journey.anytime.some(({ id, by }) => id === outcome && by?.includes("applicant"))) {
    countFollowed(open, open.doer.id);
  }
  countEnd(open, { row, before, earlier, wasTold });
}

async function wasSentBack(open: OpenJourney, row: RequestRow): Promise<boolean> {
  const rows = await listDocumentRows(open.tx, row);
  return rows.some(({ state }) => state === "rejected" || state === "replaced");
}

function countReferral(open: OpenJourney, type: string): void {
  if (type === "out-of-field") open.count({ measure: "out-of-field" });
  open.count({ measure: "referral", outcome: type });
}

function countEnd(
  open: OpenJourney,
  {
    row,
    before,
    earlier,
    wasTold,
  }: { row: RequestRow; before: JourneyState; earlier: readonly Move[]; wasTold: boolean },
): void {
  const { journey } = open;
  const count = (step: string | null, ending: string, n: number) => {
    const of = { countedAt: row.opened_at, n };
    open.count({ measure: "request-ended", step: `${journey.id}/${step ?? ""}`, outcome: ending, ...of });
  };
  const { ending } = open.state();
  if (ending !== null) count(before.step, ending, 1);
  const last = earlier.at(-1);
  if (before.ending === null || !last) return;
  count(last.from, before.ending, -1);
  if (wasTold) open.count({ measure: "request-notified", countedAt: row.opened_at, n: -1 });
  const wasCommittee = journey.steps.some(({ id, by }) => id === last.from && by.includes("committee"));
  if (wasCommittee && isDecision(last.outcome)) {
    open.count({ measure: "request-decided", outcome: last.outcome, countedAt: row.opened_at, n: -1 });
  }
}
