import type { Mode } from "#policies/schema.ts";
import { drawAnswers } from "#server/demo/draw-answers.ts";
import { CHANNEL_EFFECT, dipAt } from "#server/demo/effects.ts";
import { addResponse } from "#server/demo/rows.ts";
import { getForm, type Act, type Keys, type Scene } from "#server/demo/scene.ts";
import { isHajj } from "#server/demo/seasons.ts";
import { consentFor } from "#server/respond/consent.ts";

/** Points lost to the crowds of Hajj. */
const CROWD = 0.25;

/** One person's answer, shaped by the service, the place, the way it was given and the time. */
export function drawResponse(
  scene: Scene,
  act: Act,
  about: {
    readonly keys: Keys;
    readonly form: string;
    readonly mode: Mode;
    readonly language: string;
    readonly source: { readonly id: string; readonly invited: boolean };
    /** Date of the service, which is what was good or bad; the answer may come weeks later. */
    readonly servedOn: string;
    readonly at: number;
  },
): void {
  const { plan: association, random, timeline } = scene;
  const { issued, offScale } = getForm(scene, about.form);
  const { keys, mode, language, source, at } = about;
  const slowness = dipAt(act.plan, timeline.daysBefore(about.servedOn));
  const crowd = association.season === "pilgrimage" && isHajj(about.servedOn) ? CROWD : 0;
  const place = (association.branchEffect[keys.branch] ?? 0) + (CHANNEL_EFFECT[keys.channel] ?? 0);
  const { audience, satisfaction, dip } = act.plan;
  const drawn = drawAnswers(random, issued.compiled, offScale, {
    mode,
    judgement: satisfaction + place - crowd,
    loss: slowness * (dip?.depth ?? 0),
    speak: (score) => scene.speak({ audience, language, score, slowness }),
  });
  addResponse(scene.rows, random, {
    keys,
    mode,
    language,
    source,
    at,
    ...drawn,
    form: issued,
    sealed: act.service.sensitivity === "sealed",
    consentHash: consentFor(scene.policy, language).hash,
  });
}
