import { SATISFACTION_STEPS } from "#web/charts/palette.ts";
import { luminance } from "#web/ui/accent.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/charts/DistributionBar.module.css";

/** One step of a scale. `share` is 0..1 of the base; `score` 1 is the worst. */
export type DistributionStep = { readonly score: number; readonly label: string; readonly share: number };

// Under this share a number no longer fits in its piece; the table beside it has them all.
const ROOM_FOR_NUMBER = 0.07;

/** All answers as one bar, best first where reading begins; a step keeps its colour and its place everywhere. */
export function DistributionBar({ steps, name }: { steps: readonly DistributionStep[]; name: string }) {
  const format = useFormat();
  return (
    <figure aria-label={name} className={classes.figure}>
      <div aria-hidden="true" className={classes.bar}>
        {steps
          .filter(({ share }) => share > 0)
          .map(({ score, label, share }) => (
            <span key={score} title={label} style={{ flexGrow: share, ...stepColours(score) }}>
              {share >= ROOM_FOR_NUMBER ? format.percent(share) : ""}
            </span>
          ))}
      </div>
    </figure>
  );
}

/** Mark of a step beside its name. */
export function StepSwatch({ score }: { score: number }) {
  return <span aria-hidden="true" className={classes.swatch} style={stepColours(score)} />;
}

function stepColours(score: number) {
  const background = SATISFACTION_STEPS[score - 1] ?? "transparent";
  return { background, color: luminance(background) > 0.19 ? "#24211c" : "#ffffff" };
}
