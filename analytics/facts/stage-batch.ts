import { periodKeys } from "#policies/calendar.ts";
import type { AnswerFact } from "#surveys/form.ts";
import type { AnalyticsRecord, DeliveryKeys, ResponseRecord } from "#analytics/records.ts";
import type { StageTable } from "#analytics/schema/tables.ts";
import type { Bound } from "#analytics/warehouse.ts";

/** Rows of each staging table, in the order of its columns. */
export type StagedBatch = Readonly<Record<StageTable, readonly (readonly Bound[])[]>>;

type Context = Omit<DeliveryKeys, "deliveredOn"> & { mode?: string; form?: string; language?: string };

/** Turns records into rows. Throws a RangeError for a date outside the calendar, before anything is written. */
export function stageBatch(records: readonly AnalyticsRecord[]): StagedBatch {
  const days = makeNumbering();
  const contexts = makeNumbering();
  const items = makeNumbering();
  const deliveries: Bound[][] = [];
  const invitations: Bound[][] = [];
  const responses: Bound[][] = [];
  const answers: Bound[][] = [];
  const comments: Bound[][] = [];

  const numberDay = (date: string): number => days.number(date, () => dayRow(date));
  const numberContext = (of: Context): number => {
    const row = [
      of.associationId,
      of.service,
      of.channel,
      of.branch,
      of.kind,
      of.mode ?? "",
      of.form ?? "",
      of.language ?? "",
    ];
    return contexts.number(row.join("\u0000"), () => row);
  };

  for (const record of records) {
    if (record.type === "delivery") {
      deliveries.push([record.deliveryId, numberContext(record), numberDay(record.deliveredOn)]);
    } else if (record.type === "invitation") {
      invitations.push([record.event, numberContext(record), numberDay(record.deliveredOn)]);
    } else {
      const no = responses.length;
      responses.push([
        no,
        record.responseId,
        record.formVersion,
        record.invited,
        numberContext(record),
        numberDay(record.answeredOn),
      ]);
      for (const answer of countedAnswers(record)) {
        const item = items.number(itemKey(answer), () => itemRow(answer));
        answers.push([
          no,
          item,
          answer.score,
          answer.fact.choice ?? null,
          answer.fact.missing ?? null,
          answer.leadsConstruct,
          answer.leadsScale,
        ]);
      }
      const satisfaction = satisfactionOf(record);
      for (const comment of record.comments) comments.push([no, comment.item, comment.text, satisfaction]);
    }
  }
  return {
    stage_day: days.rows,
    stage_context: contexts.rows,
    stage_item: items.rows,
    stage_delivery: deliveries,
    stage_invitation: invitations,
    stage_response: responses,
    stage_answer: answers,
    stage_comment: comments,
  };
}

type CountedAnswer = {
  readonly fact: AnswerFact;
  readonly item: string;
  readonly score: number | null;
  readonly leadsConstruct: boolean;
  readonly leadsScale: boolean;
};

/**
 * Answers of one response with what counting people needs: the first scored answer on a construct, and the first on a
 * width of scale, stand for the person. An item of the bank that a form asks twice counts as an item of its own the
 * second time, so that one person never counts twice in an item.
 */
function countedAnswers(record: ResponseRecord): CountedAnswer[] {
  const seen = new Set<string>();
  const isFirst = (key: string): boolean => !seen.has(key) && seen.add(key).has(key);
  return record.answers.map((fact) => {
    const ownKey = `${record.form}/${fact.item}`;
    const item = fact.bankId !== undefined && isFirst(`item ${fact.bankId}`) ? fact.bankId : ownKey;
    const score = validScore(fact);
    if (score === null || fact.scale === undefined) {
      return { fact, item, score: null, leadsConstruct: false, leadsScale: false };
    }
    const width = fact.scale.max - fact.scale.min;
    const leadsConstruct = isFirst(`construct ${fact.construct ?? ""} ${width}`);
    return { fact, item, score, leadsConstruct, leadsScale: isFirst(`scale ${width}`) };
  });
}

/** The score in whole steps; null when missing, without a scale, or outside its scale. */
function validScore({ score, scale }: AnswerFact): number | null {
  if (score === undefined || scale === undefined) return null;
  const step = Math.round(score);
  return step >= scale.min && step <= scale.max ? step : null;
}

/** What the person gave for satisfaction on a scale of five, to stand beside the comment. */
function satisfactionOf(record: ResponseRecord): number | null {
  const fact = record.answers.find(
    ({ construct, scale }) => construct === "satisfaction" && scale?.min === 1 && scale.max === 5,
  );
  return fact === undefined ? null : validScore(fact);
}

function itemKey({ item, fact }: CountedAnswer): string {
  const { scale } = fact;
  return [item, fact.item, fact.bankId, fact.construct, scale?.id, scale?.min, scale?.max].join("\u0000");
}

function itemRow({ item, fact }: CountedAnswer): Bound[] {
  const { scale } = fact;
  return [
    item,
    fact.item,
    fact.bankId ?? null,
    fact.construct ?? "",
    scale?.id ?? null,
    scale?.min ?? null,
    scale?.max ?? null,
  ];
}

/** The keys of a date in the order of DATE_COLUMNS. */
function dayRow(date: string): readonly string[] {
  const keys = periodKeys(date);
  return [keys.day, keys.week, keys.month, keys.quarter, keys.year, keys.hijriMonth, keys.hijriQuarter, keys.hijriYear];
}

/** Numbers distinct texts from 0 and keeps one row, led by its number, for each. */
function makeNumbering() {
  const numbers = new Map<string, number>();
  const rows: Bound[][] = [];
  return {
    rows,
    number: (key: string, toRow: () => readonly Bound[]): number => {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const next = rows.length;
      numbers.set(key, next);
      rows.push([next, ...toRow()]);
      return next;
    },
  };
}
