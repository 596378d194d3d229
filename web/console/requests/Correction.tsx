import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Correctable } from "#web/api/requests.ts";
import { CorrectionForm } from "#web/console/requests/CorrectionForm.tsx";
import { useRequest } from "#web/console/requests/request-context.ts";
import classes from "#web/console/requests/Requests.module.css";

/** Putting answers right, for those who may, until the committee has decided on them (clause C12). */
export function Correction() {
  const { t } = useTranslation();
  const { correctable } = useRequest().view;
  const [opened, setOpened] = useState<Correctable | undefined>(undefined);
  if (!correctable && !opened) return null;
  return (
    <>
      <p className={classes.correct}>
        <Button variant="default" size="sm" onClick={() => setOpened(correctable ?? undefined)}>
          {t("requestCorrection.open")}
        </Button>
      </p>
      <Modal
        opened={opened !== undefined}
        onClose={() => setOpened(undefined)}
        title={t("requestCorrection.title")}
        size="lg"
        closeOnClickOutside={false}
      >
        {/* Where it may no longer be corrected, what was typed stays in sight. */}
        {opened ? <CorrectionForm correctable={correctable ?? opened} onClose={() => setOpened(undefined)} /> : null}
      </Modal>
    </>
  );
}
