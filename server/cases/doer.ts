import { Actor } from "#policies/journey-schema.ts";
import type { Caller } from "#server/http/caller.ts";
import type { Doer } from "#server/journeys/in-journey.ts";

/** A caller as the one who acts in a journey; roles that work on cases all do. */
export function doerOf(caller: Pick<Caller, "role" | "id">): Doer {
  return { actor: Actor.parse(caller.role), id: caller.id };
}
