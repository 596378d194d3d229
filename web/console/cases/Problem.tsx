import { Button, Textarea } from "@mantine/core";
import { ApiError } from "#web/api.ts";
import { useCase } from "#web/console/cases/case-context.ts";
import { needName, useCaseWords } from "#web/console/cases/names.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

const KNOWN = [
  ...["missing", "notYours", "notHere", "notSent", "notReturned", "ended", "tooEarly", "settled", "place", "empty"],
  ...["wrongType", "unsafe", "enciphered", "notReadable", "tooLarge"],
];

/** Why something was not done. Where somebody was quicker: what they did, and the way on without losing what was typed. */
export function Problem({ error, onReload }: { error: Error; onReload: () => Promise<void> }) {
  const details = error instanceof ApiError ? error.details : {};
  return (
    <div key={error.message} ref={focusOnce} tabIndex={-1} className={classes.problem}>
      <Sheet>
        {details["reason"] === "changed" ? (
          <Conflict since={toEvents(details["since"])} onReload={onReload} />
        ) : (
          <Refusal error={error} details={details} />
        )}
      </Sheet>
    </div>
  );
}

/** Who sent something is looking at its button: the answer comes to them. */
function focusOnce(note: HTMLDivElement | null): void {
  note?.focus();
}

type Missing = { readonly need: string; readonly by: readonly string[] };

function Refusal({ error, details }: { error: Error; details: Readonly<Record<string, unknown>> }) {
  const { t, roles } = useCaseWords();
  const said = error instanceof ApiError && error.code === "tooLarge" ? "tooLarge" : details["reason"];
  const reason = typeof said === "string" ? said : "";
  if (!KNOWN.includes(reason)) return <ErrorNote error={error} />;
  const missing = Array.isArray(details["missing"]) ? (details["missing"] as readonly Missing[]) : [];
  return (
    <div role="alert">
      <p className={classes.strong}>{t(`caseRefused.${reason}`)}</p>
      {missing.map(({ need, by }) => (
        <p key={need} className={classes.small}>
          {by.length > 0 ? t("cases.whoBrings", { need: needName(need, t), roles: roles(by) }) : needName(need, t)}
        </p>
      ))}
    </div>
  );
}

type Since = {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly action: { readonly type: string; readonly outcome?: string; readonly need?: string };
};

function toEvents(since: unknown): readonly Since[] {
  return Array.isArray(since) ? (since as readonly Since[]) : [];
}

function Conflict({ since, onReload }: { since: readonly Since[]; onReload: () => Promise<void> }) {
  const { t, format, language } = useCaseWords();
  const { view, drafts } = useCase();
  const typed = Object.values(drafts).filter((text) => text.trim() !== "");
  const tell = ({ action }: Since) => {
    const outcome = view.journeyView.outcomes.find(({ id }) => id === action.outcome)?.name[language];
    if (action.type === "move") return outcome ?? action.outcome ?? "";
    const to = view.journeyView.steps.find(({ id }) => id === view.step)?.external?.[language] ?? "";
    return t(`caseHistory.${action.type}`, { to, need: needName(action.need ?? "", t) });
  };
  return (
    <div role="alert" className={classes.form}>
      <h2 className={classes.finding}>{t("caseConflict.title")}</h2>
      <p>{t("caseConflict.lead")}</p>
      <ul className={classes.plain}>
        {since.length === 0 ? <li>{t("caseConflict.person")}</li> : null}
        {since.map((event) => (
          <li key={event.seq}>
            {tell(event)} · {t(`role.${event.actor}`)} · {format.time(event.at)}
          </li>
        ))}
      </ul>
      {typed.length > 0 ? (
        <Textarea label={t("caseConflict.kept")} value={typed.join("\n\n")} readOnly autosize />
      ) : null}
      <Button onClick={() => void onReload()}>{t("caseConflict.reload")}</Button>
    </div>
  );
}
