import { randomInt } from "node:crypto";
import type { Ending } from "#policies/journey-schema.ts";
import type { Service } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/** Without 0, o, 1, l and i, which are mistaken for one another. */
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
const CODE_LENGTH = 16;

/** The one open code of a service through which everybody whose request ended without the service says how that was. */
export function outcomePointId(service: string): string {
  return `request-outcome ${service}`;
}

/**
 * Opens, once per service, the code by which a request that was refused, withdrawn or referred is evaluated (METHODS, rule 4).
 * It is one code for all of them: nobody can be told from the answer to it, and it fits sealed services as well.
 */
export async function openOutcomeEvaluation(
  tx: WriteTransaction,
  deps: Pick<Deps, "forms" | "clock">,
  { associationId, service, ending }: { associationId: string; service: Service; ending: Ending | undefined },
): Promise<void> {
  if (ending?.evaluation === undefined) return;
  if (!(await isPublished(deps, associationId, ending.evaluation))) return;
  await tx
    .insertInto("service_point")
    .values({
      association_id: associationId,
      id: outcomePointId(service.id),
      code: Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""),
      label: `بعد انتهاء الطلب: ${service.name.ar}`.slice(0, 80),
      service: service.id,
      channel: "",
      branch: "",
      kind: "",
      form_id: ending.evaluation,
      created_at: deps.clock(),
      closed_at: null,
    })
    .onConflict((conflict) => conflict.columns(["association_id", "id"]).doNothing())
    .execute();
}

/** A form that is not on the shelf yet stops nobody's request from ending. */
async function isPublished(deps: Pick<Deps, "forms">, associationId: string, form: string): Promise<boolean> {
  try {
    await deps.forms.latest(associationId, form);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "notFound") return false;
    throw error;
  }
}
