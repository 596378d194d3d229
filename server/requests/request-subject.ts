import type { Kysely } from "kysely";
import type { Policy, Service } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import type { Subject } from "#server/journeys/in-journey.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";
import type { Schema } from "#server/store/schema.ts";
import type { WriteTransaction } from "#server/store/store.ts";

export type RequestRow = Schema["request"];

/** A request as the store has it, with the policy under which it began. */
export type FoundRequest = {
  readonly row: RequestRow;
  readonly policy: Policy;
  readonly service: Service & { readonly request: NonNullable<Service["request"]> };
  readonly subject: Subject;
};

/** The only shape that an id can have; anything else is an unknown request. */
const ID_SHAPE = /^[0-9a-f]{32}$/;

/** One request of an association; throws `notFound` also for those of others. */
export async function getRequest(
  deps: Pick<Deps, "store">,
  { associationId, id, db = deps.store.read }: { associationId: string; id: string; db?: Kysely<Schema> },
): Promise<FoundRequest> {
  const row = ID_SHAPE.test(id)
    ? await db
        .selectFrom("request")
        .selectAll()
        .where("association_id", "=", associationId)
        .where("id", "=", id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("notFound", "There is nothing here.");
  const policy = await getPolicyVersion(deps.store, db, associationId, row.policy_version);
  return { row, policy, service: requestedService(policy, row.service), subject: toSubject(row, policy) };
}

/** The row as it is in the transaction; what was read before may have been corrected meanwhile. */
export function rereadRequest(tx: WriteTransaction, { association_id, id }: RequestRow): Promise<RequestRow> {
  return tx
    .selectFrom("request")
    .selectAll()
    .where("association_id", "=", association_id)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

/** A service that can be asked for, with the way in which it is; throws `unprocessable`. */
export function requestedService(policy: Policy, id: string): FoundRequest["service"] {
  const service = policy.services.find((one) => one.id === id);
  if (!service?.request) {
    throw new AppError("unprocessable", "This service is not asked for by a request.", {
      path: "service",
      known: policy.services.filter(({ request }) => request).map((one) => one.id),
    });
  }
  return { ...service, request: service.request };
}

/** What the machinery of journeys needs to know of a request. */
export function toSubject(
  row: Pick<RequestRow, "association_id" | "id" | "journey" | "policy_version" | "service" | "channel" | "kind">,
  policy: Policy,
): Subject {
  return {
    associationId: row.association_id,
    subject: "request",
    id: row.id,
    journey: row.journey,
    policyVersion: row.policy_version,
    keys: keysOf(policy, row),
  };
}
