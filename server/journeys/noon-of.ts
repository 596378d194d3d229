/** An instant that lies on a date in Riyadh: what counts on a day is counted at its noon. */
export function noonOf(date: string): number {
  return Date.parse(`${date}T09:00:00Z`);
}
