import type { BilingualText } from "#policies/text.ts";
import type { Actor } from "#policies/journey-schema.ts";
import type { Policy } from "#policies/schema.ts";
import type { DocumentRule } from "#policies/request-schema.ts";
import { NAME_ITEM, PHONE_ITEM } from "#server/apply/read-application.ts";
import type { Deps } from "#server/deps.ts";
import type { Item } from "#surveys/form.ts";

/** What somebody at the desk reads out and fills in, and how requests go. */
export type Offers = {
  readonly services: readonly OfferedService[];
  readonly languages: readonly string[];
  /** What is read out and agreed to; null where the policy has no text of its own. */
  readonly consent: BilingualText | null;
  /** What is signed; null where the policy asks for no declaration. */
  readonly declaration: BilingualText | null;
  readonly journeys: readonly {
    readonly id: string;
    readonly steps: readonly { readonly id: string; readonly name: BilingualText; readonly by: readonly Actor[] }[];
    readonly endings: readonly { readonly id: string; readonly name: BilingualText }[];
  }[];
};

export type OfferedService = {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly online: boolean;
  readonly conditions: readonly { readonly reason: BilingualText; readonly refersTo?: BilingualText }[];
  readonly documents: readonly (Pick<DocumentRule, "id" | "name" | "expires" | "accepts" | "megabytes"> & {
    readonly notOlderThanMonths?: number;
    /** False where the answers decide whether it is needed. */
    readonly isAlways: boolean;
  })[];
  readonly items: readonly Item[];
  /** Items in which the form itself asks for the person's name and number; null where it does not. */
  readonly nameItem: string | null;
  readonly phoneItem: string | null;
};

/** The services that can be asked for, with their conditions, documents and forms as they are today (clauses C11, C12). */
export async function listOffers({ forms }: Pick<Deps, "forms">, policy: Policy): Promise<Offers> {
  const services: OfferedService[] = [];
  for (const { id, request } of policy.services) {
    if (!request) continue;
    const { items } = (await forms.latest(policy.id, request.form)).compiled;
    const asked = (item: string) => (items.some((one) => one.id === item) ? item : null);
    services.push({
      id,
      kinds: request.kinds,
      online: request.online,
      conditions: request.conditions.map(({ reason, refersTo }) => ({ reason, ...(refersTo ? { refersTo } : {}) })),
      documents: request.documents.map((rule) => toDocument(rule)),
      items,
      nameItem: asked(NAME_ITEM),
      phoneItem: asked(PHONE_ITEM),
    });
  }
  return {
    services,
    languages: policy.languages,
    consent: policy.consent?.text ?? null,
    declaration: policy.declaration?.text ?? null,
    journeys: policy.journeys
      .filter(({ subject }) => subject === "request")
      .map(({ id, steps, endings }) => ({
        id,
        steps: steps.map((step) => ({ id: step.id, name: step.name, by: step.by })),
        endings: endings.map((ending) => ({ id: ending.id, name: ending.name })),
      })),
  };
}

function toDocument({ id, name, when, expires, notOlderThanMonths, accepts, megabytes }: DocumentRule) {
  return {
    ...{ id, name, expires, accepts, megabytes, isAlways: when === undefined },
    ...(notOlderThanMonths === undefined ? {} : { notOlderThanMonths }),
  };
}
