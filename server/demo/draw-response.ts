import { drawAnswers } from "#server/demo/draw-answers.ts";
import { CHANNEL_EFFECT, dipAt } from "#server/demo/effects.ts";
import { addResponse } from "#server/demo/rows.ts";
import { getForm, type Occasion, type Scene } from "#server/demo/scene.ts";
import { isHajj } from "#server/demo/seasons.ts";
import { consentFor } from "#server/respond/consent.ts";

/** Points lost to the crowds of Hajj. */
const CROWD = 0.25;

/** One person's answer, shaped by the service, the place, the way it was given and the time. */
export function drawResponse(scene: Scene, occasion: Occasion): void {
  const { plan: association, random, timeline } = scene;
  const { plan, service, keys, mode, language, source, servedOn, at } = occasion;
  const { issued, offScale } = getForm(scene, occasion.form);
  const slowness = dipAt(plan, timeline.daysBefore(servedOn));
  const crowd = association.season === "pilgrimage" && isHajj(servedOn) ? CROWD : 0;
  const place = (association.branchEffect[keys.branch] ?? 0) + (CHANNEL_EFFECT[keys.channel] ?? 0);
  const { audience, satisfaction, dip } = plan;
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
    sealed: service.sensitivity === "sealed",
    consentHash: consentFor(scene.policy, language).hash,
  });
}
