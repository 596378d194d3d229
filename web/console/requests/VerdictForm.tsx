import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentLine } from "#web/api/requests.ts";
import { useDraft, useRequest } from "#web/console/requests/request-context.ts";
import { WrittenDate } from "#web/console/requests/WrittenDate.tsx";
import classes from "#web/console/requests/Requests.module.css";

type VerdictFormProps = {
  readonly line: DocumentLine;
  readonly verdict: "verified" | "rejected";
  readonly onClose: () => void;
};

/** Whether a document agrees with the data, with the dates that stand on it, or why it is not accepted. */
export function VerdictForm({ line, verdict, onClose }: VerdictFormProps) {
  const { t } = useTranslation();
  const { judge, isActing } = useRequest();
  const { document } = line;
  const [reason, setReason] = useDraft(`reject ${line.rule}`);
  const [expiresOn, setExpiresOn] = useState(document?.expiresOn ?? "");
  const [issuedOn, setIssuedOn] = useState(document?.issuedOn ?? "");
  if (!document) return null;
  const isVerified = verdict === "verified";
  const isReady = isVerified
    ? (!line.expires || expiresOn !== "") && (line.notOlderThanMonths === undefined || issuedOn !== "")
    : reason.trim() !== "";
  const dates = {
    ...(expiresOn === "" ? {} : { expiresOn }),
    ...(issuedOn === "" ? {} : { issuedOn }),
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const given = isVerified ? { verdict, ...dates } : { verdict, reason: reason.trim() };
        void judge(document.id, given).then(onClose);
      }}
    >
      {isVerified && line.expires ? (
        <WrittenDate label={t("requestDocuments.expiresOn")} value={expiresOn} onChange={setExpiresOn} ahead={15} />
      ) : null}
      {isVerified && line.notOlderThanMonths !== undefined ? (
        <WrittenDate label={t("requestDocuments.issuedOn")} value={issuedOn} onChange={setIssuedOn} ahead={0} />
      ) : null}
      {isVerified ? null : (
        <Textarea
          label={t("requestDocuments.rejectReason")}
          description={t("requestDocuments.rejectHint")}
          value={reason}
          required
          withAsterisk={false}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <div className={classes.actions}>
        <Button type="submit" size="md" disabled={!isReady} loading={isActing}>
          {t(isVerified ? "requestDocuments.verifySave" : "requestDocuments.rejectSave")}
        </Button>
        <Button variant="default" size="md" onClick={onClose}>
          {t("requests.cancel")}
        </Button>
      </div>
    </form>
  );
}
