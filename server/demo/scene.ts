import type { Mode, Policy, Service } from "#policies/schema.ts";
import type { Speaker } from "#server/demo/comments/draw-comment.ts";
import type { OffScale } from "#server/demo/off-scale.ts";
import type { AssociationPlan, ServicePlan } from "#server/demo/plan.ts";
import type { Random } from "#server/demo/random.ts";
import type { DemoRows } from "#server/demo/rows.ts";
import { isHajj } from "#server/demo/seasons.ts";
import type { Timeline } from "#server/demo/timeline.ts";
import type { IssuedForm } from "#server/forms/form-shelf.ts";

/** A form of the association and the answers that it offers beside its scales. */
export type DemoForm = { readonly issued: IssuedForm; readonly offScale: OffScale };

/** What drawing one association needs: its plan and policy, and where the rows go. */
export type Scene = {
  readonly plan: AssociationPlan;
  readonly policy: Policy;
  readonly forms: ReadonlyMap<string, DemoForm>;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly rows: DemoRows;
  readonly speak: Speaker;
  /** Who answers; their answers are drawn in the order of their instants, so that near comments differ. */
  readonly occasions: Occasion[];
  /** Multiplies how much happens. */
  readonly scale: number;
  readonly secret: string;
};

/** One service on the scene. */
export type Act = { readonly plan: ServicePlan; readonly service: Service };

/** Somebody sits down to answer. */
export type Occasion = Act & {
  readonly keys: { readonly service: string; readonly channel: string; readonly branch: string; readonly kind: string };
  readonly form: string;
  readonly mode: Mode;
  readonly language: string;
  /** Invitation or service point. */
  readonly source: { readonly id: string; readonly invited: boolean };
  /** Date of the service, which is what was good or bad; the answer may come weeks later. */
  readonly servedOn: string;
  readonly at: number;
};

export function getForm({ forms, policy }: Scene, id: string): DemoForm {
  const form = forms.get(id);
  if (!form) throw new Error(`${policy.id}: the demonstration has no form "${id}"`);
  return form;
}

/** Kinds of beneficiaries who may be asked about a service, with their weights. */
export function askedKinds({ plan, service }: Act): Readonly<Record<string, number>> {
  const asked = Object.entries(plan.kinds).filter(([kind]) => !service.invitation.except.includes(kind));
  return Object.fromEntries(asked.map(([kind, weight]) => [kind, weight ?? 0]));
}

/** Where a service was given; at the days of Hajj mostly at the holy sites. */
export function drawBranch({ plan: { season, branches }, random }: Scene, { plan }: Act, date: string): string {
  if (season === "pilgrimage" && isHajj(date) && random.chance(0.7)) return HOLY_SITES;
  return random.choose(plan.branches ?? branches);
}

const HOLY_SITES = "المشاعر المقدسة";

export type OpenMode = Exclude<Mode, "link">;
