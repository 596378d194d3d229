import type { RequestView } from "#web/api/requests.ts";

type Asked = Pick<RequestView, "step" | "journeyView" | "documents" | "eligibility">;

/** What is to be done at the step as it stands, whoever does it; a key under `requestNext.ask`. */
export function whatIsAsked({ step, journeyView, documents, eligibility }: Asked): string {
  const { steps, outcomes, proven, sentAt, returnedAt } = journeyView;
  const onwards = outcomes.filter(({ isAnytime }) => !isAnytime);
  const isMissing = (need: string) => onwards.some(({ missing }) => missing.some((one) => one.need === need));
  const isProven = (need: string) => proven.some((one) => one === need);
  const external = steps.find(({ id }) => id === step)?.external;
  if (external && sentAt === null) return "send";
  if (external && returnedAt === null) return "back";
  if (isMissing("declaration")) return "declaration";
  if (isMissing("documents")) {
    return documents.some(({ isNeeded, state }) => isNeeded && state === "waiting") ? "verify" : "missing";
  }
  if (isMissing("eligible") || isMissing("ineligible")) {
    if (isProven("eligible")) return "eligible";
    if (isProven("ineligible")) return "ineligible";
    return eligibility.state === "unknown" ? "unknown" : "judge";
  }
  for (const need of ["interview", "explanation"]) if (isMissing(need)) return need;
  if (onwards.some(({ asks }) => asks.includes("delivery"))) return "delivery";
  // What the step asked for is there: its question is answered, and only the way on is left.
  const asked = onwards.flatMap((way) => way.needs);
  if (asked.includes("documents")) return "documentsReady";
  if (asked.includes("interview")) return "interviewReady";
  if (asked.includes("explanation")) return "explanationReady";
  return "move";
}

/** Documents that the person still has to bring, the rejected and the void ones included. */
export function toBring(documents: RequestView["documents"]): RequestView["documents"] {
  return documents.filter(({ isNeeded, state }) => isNeeded && state !== "verified" && state !== "waiting");
}
