import { hash, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Policy } from "#policies/schema.ts";
import { linkContact } from "#server/contacts/link-contact.ts";
import type { Deps } from "#server/deps.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import { AppError } from "#server/errors.ts";
import { asksFor } from "#server/journeys/asks-for.ts";
import { withinJourney, type Doer, type OpenJourney } from "#server/journeys/in-journey.ts";
import { addNotice } from "#server/notices/add-notice.ts";
import { currentVersion } from "#server/policy/get-policy-version.ts";
import { proveDocuments } from "#server/requests/prove-documents.ts";
import { hashFollowCode, toFollowCode, toFollowLink } from "#server/requests/follow-code.ts";
import type { NewRequest } from "#server/requests/new-request.ts";
import { requestedService, toSubject, type RequestRow } from "#server/requests/request-subject.ts";
import { signDeclaration } from "#server/requests/sign-declaration.ts";
import { submitWhenReady } from "#server/requests/submit-when-ready.ts";
import { placeOf } from "#server/store/seal.ts";
import type { WriteTransaction } from "#server/store/store.ts";
import type { Json } from "#surveys/form.ts";

export type RequestDeps = Pick<Deps, "store" | "seal" | "clock" | "settings" | "policies" | "forms">;

/** What whoever asked gets: the code to follow the request by, told once more whenever the same is sent again. */
export type OpenedRequest = {
  readonly id: string;
  readonly code: string;
  readonly link: string;
  readonly created: boolean;
};

/**
 * Takes a request for a service in and moves it on as far as what came with it allows (clauses C11–C14, T2, T4). The same
 * `submissionId` again gives the same request. Throws `unprocessable` naming what the policy or the form does not take,
 * `conflict` when another text of consent holds now or the same id was sent with something else.
 */
export async function openRequest(
  deps: RequestDeps,
  { associationId, doer, ...input }: NewRequest & { associationId: string; doer: Doer },
): Promise<OpenedRequest> {
  const policy = getPolicy(deps, associationId);
  const checked = await checkRequest(deps, policy, input);
  const id = toRequestId(associationId, input.submissionId ?? randomUUID());
  const code = toFollowCode(deps.settings.secret, associationId, id);
  const opened = { id, code, link: toFollowLink(deps.settings, code) };
  const created = await deps.store.write(async (tx) => {
    const row: RequestRow = {
      association_id: associationId,
      id,
      code_hash: hashFollowCode(code),
      journey: checked.journey,
      policy_version: await currentVersion(tx, associationId),
      service: input.service,
      channel: input.channel,
      kind: input.kind,
      language: input.language,
      way: input.way,
      opened_at: deps.clock(),
      step: null,
      ending: null,
      since: deps.clock(),
      seq: 0,
      person_sealed: deps.seal.seal(input.person, placeOf("request", "person", associationId, id)),
      answers_sealed: deps.seal.seal(checked.answers, placeOf("request", "answers", associationId, id)),
      form_id: checked.formId,
      form_version: checked.formVersion,
      consent_version: input.consentVersion,
      delivery_id: null,
      review_due_on: null,
    };
    const inserted = await tx
      .insertInto("request")
      .values(row)
      .onConflict((conflict) => conflict.columns(["association_id", "id"]).doNothing())
      .returning("id")
      .execute();
    if (inserted.length === 0) {
      await requireSame(tx, deps, row, { person: input.person, answers: checked.answers });
      return false;
    }
    await withinJourney(tx, deps, { subject: toSubject(row, policy), doer }, (open) =>
      begin(deps, open, { row, input }),
    );
    return true;
  });
  return { ...opened, created };
}

/** The first events of a request, in the transaction that writes its row. */
async function begin(
  deps: RequestDeps,
  open: OpenJourney,
  { row, input }: { row: RequestRow; input: NewRequest },
): Promise<void> {
  const { contactId } = input;
  if (contactId !== undefined) {
    const { policy } = open;
    for (const change of await linkContact(open.tx, deps, { policy, contactId, requestId: row.id }))
      open.change(change);
  }
  await open.act({ type: "open" });
  open.count({ measure: "request-opened", outcome: row.way, countedAt: row.opened_at });
  for (const need of ["answers", "consent"] as const) {
    if (asksFor(open.journey, need)) await open.act({ type: "prove", need });
  }
  if (input.declaration) await signDeclaration(deps, open, { row, declaration: input.declaration });
  await proveDocuments(deps, open, row);
  await addNotice(open.tx, deps, { associationId: row.association_id, id: row.id, topic: "received" });
  await submitWhenReady(deps, open, row);
}

async function checkRequest(
  deps: Pick<Deps, "forms">,
  policy: Policy,
  input: NewRequest,
): Promise<{ journey: string; answers: Readonly<Record<string, Json>>; formId: string; formVersion: number }> {
  const { request } = requestedService(policy, input.service);
  if (input.way === "online" && !request.online) {
    throw new AppError("unprocessable", "This service is asked for through the association's people.", { path: "way" });
  }
  const known = {
    channel: policy.channels.map(({ id }) => id),
    kind: request.kinds,
    language: policy.languages,
  } as const;
  for (const path of ["channel", "kind", "language"] as const) {
    if (!known[path].includes(input[path])) {
      throw new AppError("unprocessable", `${path}: "${input[path]}" is not offered here.`, {
        path,
        known: known[path],
      });
    }
  }
  const consentVersion = policy.consent?.version ?? 0;
  if (input.consentVersion !== consentVersion) {
    throw new AppError("conflict", "The text that is agreed to has changed. Please read it again.", {
      reason: "consentChanged",
      version: consentVersion,
    });
  }
  const form = await deps.forms.latest(policy.id, request.form);
  const checked = form.compiled.check(input.answers, input.language);
  if (!checked.ok) {
    throw new AppError("unprocessable", "Some answers need another look.", { problems: checked.problems });
  }
  return { journey: request.journey, answers: checked.answers, formId: form.formId, formVersion: form.version };
}

/** The id follows from the sender's own submission id, so that sending again finds the same request. */
function toRequestId(associationId: string, submissionId: string): string {
  return hash("sha256", `request\0${associationId}\0${submissionId}`, "buffer").toString("hex", 0, 16);
}

async function requireSame(
  tx: WriteTransaction,
  { seal }: Pick<Deps, "seal">,
  sent: RequestRow,
  { person, answers }: { person: NewRequest["person"]; answers: unknown },
): Promise<void> {
  const { association_id: associationId, id } = sent;
  const first = await tx
    .selectFrom("request")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const same =
    (["service", "kind", "channel", "way"] as const).every((key) => first[key] === sent[key]) &&
    isDeepStrictEqual(seal.open(first.person_sealed, placeOf("request", "person", associationId, id)), person) &&
    isDeepStrictEqual(seal.open(first.answers_sealed, placeOf("request", "answers", associationId, id)), answers);
  if (!same) {
    throw new AppError("conflict", "Another request was sent with this submission id; the first one stands.", {
      reason: "differs",
    });
  }
}
