/** The date that is kept with an answer: its day, or, where answers are held, only the Sunday of its week (METHODS 5.3). */
export function toKeptDay(day: string, held: number | undefined): string {
  if (held === undefined) return day;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - date.getUTCDay());
  return date.toISOString().slice(0, 10);
}
