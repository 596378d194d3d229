import { Button } from "@mantine/core";
import type { DocumentLine } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import type { DocumentTask } from "#web/console/requests/Documents.tsx";
import { useDocumentWords } from "#web/console/requests/document-words.ts";
import { CheckIcon, ClockIcon, CloseIcon, FileIcon } from "#web/ui/icons.tsx";
import { isolate } from "#web/ui/format.ts";
import classes from "#web/console/requests/Requests.module.css";

const SIGNS = { missing: FileIcon, waiting: ClockIcon, verified: CheckIcon, rejected: CloseIcon, expired: CloseIcon };

type DocumentItemProps = {
  readonly line: DocumentLine;
  /** Where its file is opened. */
  readonly fileOf: (documentId: string) => string;
  readonly onTask?: (task: DocumentTask) => void;
};

/** One document: what it is, whether it is here and good, and what can be done about it. */
export function DocumentItem({ line, fileOf, onTask }: DocumentItemProps) {
  const { t, language, day, date } = useJourneyWords();
  const { asked } = useDocumentWords();
  const { document, state, isNeeded } = line;
  const Sign = SIGNS[state];
  const facts = document
    ? [
        t("requestDocuments.uploaded", { date: day(document.uploadedAt) }),
        document.issuedOn ? t("requestDocuments.issued", { date: date(document.issuedOn) }) : "",
        document.expiresOn ? t("requestDocuments.validUntil", { date: date(document.expiresOn) }) : "",
        document.judgedBy ? t("requestDocuments.judged", { who: isolate(document.judgedBy) }) : "",
      ].filter(Boolean)
    : [asked(line)];
  return (
    <li data-state={isNeeded ? state : "aside"}>
      <div>
        <h3>{line.name[language]}</h3>
        <p className={classes.documentState}>
          {isNeeded || state !== "missing" ? (
            <>
              <Sign size={16} />
              {t(`requestDocuments.state.${state}`)}
            </>
          ) : (
            t("requestDocuments.notNeeded")
          )}
        </p>
        <p className={classes.small}>{facts.join(t("list.dot"))}</p>
        {document?.reason ? (
          <p className={classes.small}>{t("requestDocuments.rejectedFor", { reason: document.reason })}</p>
        ) : null}
      </div>
      <div className={classes.actions}>
        {document ? (
          <Button
            component="a"
            variant="subtle"
            size="sm"
            href={fileOf(document.id)}
            title={t("requestDocuments.openNote")}
          >
            {t("requestDocuments.open")}
          </Button>
        ) : null}
        {document && onTask && state === "waiting" ? (
          <>
            <Button size="sm" onClick={() => onTask("verify")}>
              {t("requestDocuments.verify")}
            </Button>
            <Button size="sm" variant="default" onClick={() => onTask("reject")}>
              {t("requestDocuments.reject")}
            </Button>
          </>
        ) : null}
        {onTask && isNeeded && state !== "waiting" && state !== "verified" ? (
          <Button size="sm" variant="default" onClick={() => onTask("upload")}>
            {t(state === "missing" ? "requestDocuments.upload" : "requestDocuments.uploadAgain")}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
