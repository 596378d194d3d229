import { countAnswers } from "#analytics/facts/count-answers.ts";
import type { CountedAnswer } from "#analytics/facts/count-answers.ts";
import type { Lookup } from "#analytics/facts/lookups.ts";
import type { AnalyticsRecord, CommentsRecord, DeliveryKeys, ResponseRecord } from "#analytics/records.ts";
import type { FactTable, LookupTable } from "#analytics/schema/tables.ts";
import type { Bound } from "#analytics/warehouse.ts";
import { periodKeys } from "#policies/calendar.ts";

/** Rows of each fact, in the order of its columns. */
export type FactRows = Readonly<Record<FactTable, readonly (readonly Bound[])[]>>;

type WhoseAndWhere = Omit<DeliveryKeys, "deliveredOn"> & {
  readonly mode?: string;
  readonly form?: string;
  readonly language?: string;
};

/** Turns records into rows, and texts that repeat into numbers. Throws a RangeError for a date outside the calendar. */
export function stageBatch(
  records: readonly AnalyticsRecord[],
  lookups: Readonly<Record<LookupTable, Lookup>>,
): FactRows {
  const rows: Record<FactTable, Bound[][]> = {
    delivery: [],
    invitation: [],
    response: [],
    answer: [],
    comment: [],
    milestone: [],
  };

  const keysOf = (of: WhoseAndWhere, date: string): Bound[] => {
    const { day, week, month, hijriMonth } = periodKeys(date);
    lookups.calendar.numberOf([day, week, month, hijriMonth]);
    const place = [of.associationId, of.service, of.channel, of.branch, of.kind];
    const context = lookups.context.numberOf([...place, of.mode ?? "", of.form ?? "", of.language ?? ""]);
    return [of.associationId, day, context];
  };

  for (const record of records) {
    if (record.type === "delivery") {
      rows.delivery.push([...keysOf(record, record.deliveredOn), record.deliveryId, record.place]);
    } else if (record.type === "invitation") {
      rows.invitation.push([...keysOf(record, record.deliveredOn), record.event, record.waitDays]);
    } else if (record.type === "milestone") {
      const { measure, step, outcome, duration, n } = record;
      rows.milestone.push([
        ...keysOf({ ...record, branch: "" }, record.countedOn),
        measure,
        step,
        outcome,
        duration,
        n,
      ]);
    } else if (record.type === "comments") {
      const keys = keysOf(record, record.answeredOn);
      // What the same batch told before stands no longer either.
      rows.comment = rows.comment.filter((row) => row[keys.length] !== record.responseId || row[0] !== keys[0]);
      addComments(rows, record, keys);
    } else {
      const keys = keysOf(record, record.answeredOn);
      addResponse(rows, record, keys, lookups.item);
      addComments(rows, record, keys);
    }
  }
  return rows;
}

function addResponse(
  rows: Record<FactTable, Bound[][]>,
  record: ResponseRecord,
  keys: readonly Bound[],
  items: Lookup,
): void {
  const { responseId } = record;
  rows.response.push([...keys, responseId, record.formVersion, record.invited]);
  const answers = countAnswers(record);
  for (const answer of answers) {
    const { choice, missing } = answer.fact;
    rows.answer.push([
      ...keys,
      responseId,
      items.numberOf(itemValues(answer)),
      answer.score,
      choice ?? null,
      missing ?? null,
      answer.leadsConstruct,
      answer.leadsScale,
    ]);
  }
}

function addComments(
  rows: Record<FactTable, Bound[][]>,
  record: ResponseRecord | CommentsRecord,
  keys: readonly Bound[],
): void {
  if (record.comments.length === 0) return;
  const satisfaction = satisfactionIn(countAnswers(record));
  for (const { item, text } of record.comments) {
    rows.comment.push([...keys, record.responseId, item, text, satisfaction]);
  }
}

function itemValues({ item, fact }: CountedAnswer): Bound[] {
  const { scale } = fact;
  return [
    item,
    fact.item,
    fact.bankId ?? "",
    fact.construct ?? "",
    scale?.id ?? "",
    scale?.min ?? null,
    scale?.max ?? null,
  ];
}

/** What the person gave for satisfaction on a scale of five, to stand beside the comment. */
function satisfactionIn(answers: readonly CountedAnswer[]): number | null {
  const found = answers.find(
    ({ fact: { construct, scale } }) => construct === "satisfaction" && scale?.min === 1 && scale.max === 5,
  );
  return found?.score ?? null;
}
