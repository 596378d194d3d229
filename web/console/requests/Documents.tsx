import { Modal } from "@mantine/core";
import { useState } from "react";
import { documentFile, type DocumentLine } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { DocumentItem } from "#web/console/requests/DocumentItem.tsx";
import { useRequest } from "#web/console/requests/request-context.ts";
import { UploadForm } from "#web/console/requests/UploadForm.tsx";
import { VerdictForm } from "#web/console/requests/VerdictForm.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** What can be done with a document of the list. */
export type DocumentTask = "upload" | "verify" | "reject";

/** The checklist of documents: what waits to be looked at first, then what is missing, then what is done. */
export function Documents() {
  const { t, language } = useJourneyWords();
  const { view } = useRequest();
  const { association } = useMembership();
  const [task, setTask] = useState<{ line: DocumentLine; task: DocumentTask } | undefined>(undefined);
  const close = () => setTask(undefined);
  const isOpen = view.step !== null;
  return (
    <Sheet>
      <h2 id="documents" className={classes.sectionTitle}>
        {t("requestDocuments.title")}
      </h2>
      {view.documents.length === 0 ? <p className={classes.quiet}>{t("requestDocuments.none")}</p> : null}
      <ul className={classes.documents}>
        {inOrder(view.documents).map((line) => (
          <DocumentItem
            key={line.rule}
            line={line}
            fileOf={(documentId) => documentFile(association.id, view.id, documentId)}
            {...(isOpen ? { onTask: (chosen: DocumentTask) => setTask({ line, task: chosen }) } : {})}
          />
        ))}
      </ul>
      <Modal
        opened={task !== undefined}
        onClose={close}
        title={task ? t(`requestDocuments.${task.task}Title`, { name: task.line.name[language] }) : ""}
      >
        {task?.task === "upload" ? <UploadForm line={task.line} onClose={close} /> : null}
        {task && task.task !== "upload" ? (
          <VerdictForm line={task.line} verdict={task.task === "verify" ? "verified" : "rejected"} onClose={close} />
        ) : null}
      </Modal>
    </Sheet>
  );
}

const ORDER = ["waiting", "expired", "rejected", "missing", "verified"] as const satisfies DocumentLine["state"][];

function inOrder(documents: readonly DocumentLine[]): readonly DocumentLine[] {
  const place = ({ isNeeded, state }: DocumentLine) => (isNeeded ? 0 : 10) + ORDER.indexOf(state);
  return documents.toSorted((a, b) => place(a) - place(b));
}
