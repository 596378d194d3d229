import type { OpenJourney } from "#server/journeys/in-journey.ts";

/** Counts that somebody saw to their request: through their code, or through the association's people (clause C3). */
export function countFollowed(open: Pick<OpenJourney, "count" | "now">, doerId: string): void {
  open.count({ measure: "request-followed", outcome: doerId === "" ? "online" : "staff", countedAt: open.now });
}
