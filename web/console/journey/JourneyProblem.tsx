import { Button, Textarea } from "@mantine/core";
import { ApiError } from "#web/api.ts";
import type { JourneyView } from "#web/api/requests.ts";
import { actorName, useJourneyWords } from "#web/console/journey/journey-words.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import classes from "#web/console/journey/Journey.module.css";

type ProblemProps = {
  readonly error: Error;
  /** Names of the ways out, to say what somebody else did. */
  readonly journey?: JourneyView | undefined;
  /** What was typed and has not been saved. */
  readonly typed?: readonly string[];
  readonly onReload?: () => void;
};

/** Why something was not done: what is missing and who can bring it, or who was quicker and what they did. */
export function JourneyProblem({ error, journey, typed = [], onReload }: ProblemProps) {
  const details = error instanceof ApiError ? error.details : {};
  return (
    <div ref={focusOnce} tabIndex={-1} className={classes.problem} role="alert">
      {details["reason"] === "changed" ? (
        <Conflict details={details} journey={journey} typed={typed} onReload={onReload} />
      ) : (
        <Refusal error={error} details={details} onReload={onReload} />
      )}
    </div>
  );
}

/** Who sent something is looking at its button: the answer comes to them. */
function focusOnce(note: HTMLDivElement | null): void {
  note?.focus();
}

type Details = Readonly<Record<string, unknown>>;
type Missing = { readonly need: string; readonly by: readonly string[] };

function Refusal({ error, details, onReload }: { error: Error; details: Details; onReload: (() => void) | undefined }) {
  const { t, i18n, format, roles, brought } = useJourneyWords();
  const isTooLarge = error instanceof ApiError && error.code === "tooLarge";
  const said = isTooLarge ? "tooLarge" : details["reason"];
  const reason = typeof said === "string" ? said : "";
  if (reason === "" || !i18n.exists(`journey.refused.${reason}`)) return <ErrorNote error={error} />;
  const missing = Array.isArray(details["missing"]) ? (details["missing"] as readonly Missing[]) : [];
  const by = Array.isArray(details["by"]) ? (details["by"] as readonly string[]) : [];
  const amount = (name: string) => format.integer(Number(details[name] ?? 0));
  return (
    <>
      <p className={classes.strong}>
        {t(`journey.refused.${reason}`, {
          roles: roles(by),
          n: amount("megabytes"),
          counted: amount("counted"),
          needed: amount("needed"),
        })}
      </p>
      {missing.length > 0 ? (
        <ul>
          {missing.map((one) => (
            <li key={one.need}>{brought(one)}</li>
          ))}
        </ul>
      ) : null}
      {onReload && ["replaced", "ended", "notHere", "notYours"].includes(reason) ? (
        <Button onClick={onReload}>{t("journey.conflict.reload")}</Button>
      ) : null}
    </>
  );
}

type Since = {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly action: { readonly type: string; readonly outcome?: string; readonly need?: string };
};

function Conflict({
  details,
  journey,
  typed,
  onReload,
}: {
  details: Details;
  journey: JourneyView | undefined;
  typed: readonly string[];
  onReload: (() => void) | undefined;
}) {
  const { t, format, language, need } = useJourneyWords();
  const since = Array.isArray(details["since"]) ? (details["since"] as readonly Since[]) : [];
  const kept = typed.filter((text) => text.trim() !== "");
  const tell = ({ action }: Since) =>
    action.type === "move"
      ? (journey?.moves.find(({ id }) => id === action.outcome)?.name[language] ?? action.outcome ?? "")
      : action.need === "answers"
        ? t("journey.told.answers")
        : t(`journey.told.${action.type}`, { need: need(action.need ?? "") });
  return (
    <>
      <h2>{t("journey.conflict.title")}</h2>
      <p>{t("journey.conflict.lead")}</p>
      <ul>
        {since.length === 0 ? <li>{t("journey.conflict.unknown")}</li> : null}
        {since.map((event) => (
          <li key={event.seq}>
            <b>{tell(event)}</b>
            {t("list.dot")}
            {actorName(event.actor, t)}
            {t("list.dot")}
            {format.time(event.at)}
          </li>
        ))}
      </ul>
      {kept.length > 0 ? (
        <Textarea label={t("journey.conflict.kept")} value={kept.join("\n\n")} readOnly rows={3} />
      ) : null}
      {onReload ? (
        <Button size="md" onClick={onReload}>
          {t("journey.conflict.reload")}
        </Button>
      ) : null}
    </>
  );
}
