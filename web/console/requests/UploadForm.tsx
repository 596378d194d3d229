import { Button } from "@mantine/core";
import { useState } from "react";
import type { DocumentLine } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { refusalOf, useDocumentWords } from "#web/console/requests/document-words.ts";
import { useRequest } from "#web/console/requests/request-context.ts";
import { WrittenDate } from "#web/console/requests/WrittenDate.tsx";
import { DropFile } from "#web/ui/DropFile.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** Takes a document in for the person; what it may be is said before. */
export function UploadForm({ line, onClose }: { line: DocumentLine; onClose: () => void }) {
  const { t, format } = useJourneyWords();
  const { asked, endings } = useDocumentWords();
  const { upload, isActing } = useRequest();
  const [file, setFile] = useState<File | undefined>(undefined);
  const [expiresOn, setExpiresOn] = useState("");
  const [issuedOn, setIssuedOn] = useState("");
  const refused = file && refusalOf(line, file);
  const isReady =
    file !== undefined &&
    refused === undefined &&
    (!line.expires || expiresOn !== "") &&
    (line.notOlderThanMonths === undefined || issuedOn !== "");
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (file && isReady) void upload({ rule: line.rule, file, issuedOn, expiresOn }).then(onClose);
      }}
    >
      <DropFile
        label={file?.name ?? t("requestDocuments.drop")}
        hint={asked(line)}
        action={t("requestDocuments.choose")}
        accept={endings(line)}
        onFile={setFile}
      />
      {refused ? (
        <p role="alert" className={classes.signal}>
          {t(`journey.refused.${refused}`, { n: format.integer(line.megabytes) })}
        </p>
      ) : null}
      {line.expires ? (
        <WrittenDate label={t("requestDocuments.expiresOn")} value={expiresOn} onChange={setExpiresOn} ahead={15} />
      ) : null}
      {line.notOlderThanMonths === undefined ? null : (
        <WrittenDate label={t("requestDocuments.issuedOn")} value={issuedOn} onChange={setIssuedOn} ahead={0} />
      )}
      <div className={classes.actions}>
        <Button type="submit" size="md" disabled={!isReady} loading={isActing}>
          {t("requestDocuments.uploadSave")}
        </Button>
        <Button variant="default" size="md" onClick={onClose}>
          {t("requests.cancel")}
        </Button>
      </div>
    </form>
  );
}
