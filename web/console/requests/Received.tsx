import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { OpenedRequest } from "#web/api/requests.ts";
import { useMembership } from "#web/console/membership.ts";
import { Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/requests/Requests.module.css";

/** The code that goes with the person, large enough to be read out and fit to be printed. It names nobody. */
export function Received({ opened, onAnother }: { opened: OpenedRequest; onAnother: () => void }) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const { language } = useFormat().settings;
  const navigate = useNavigate();
  const address = opened.link.split("/").slice(0, -1).join("/");
  return (
    <div className={classes.received}>
      <Sheet>
        <p className={classes.small}>{association.name[language]}</p>
        <h1 ref={focusOnce} tabIndex={-1}>
          {t("requestNew.done")}
        </h1>
        <p className={classes.codeLabel}>{t("requestNew.code")}</p>
        <p className={classes.code}>
          <bdi dir="ltr">{opened.code}</bdi>
        </p>
        <p>{t("requestNew.codeLead")}</p>
        <p>
          {t("requestNew.codeWhere", { address: "" })}
          <bdi dir="ltr">{address}</bdi>
        </p>
        <p className={classes.small}>{t("requestNew.codeSafe")}</p>
        <div className={classes.actions} data-screen>
          <Button size="md" onClick={() => void navigate({ to: "/requests/$id", params: { id: opened.id } })}>
            {t("requestNew.openIt")}
          </Button>
          <Button variant="default" size="md" onClick={() => print()}>
            {t("requestNew.print")}
          </Button>
          <Button variant="subtle" size="md" onClick={onAnother}>
            {t("requestNew.another")}
          </Button>
        </div>
      </Sheet>
    </div>
  );
}

/** The form is gone: what came of it is told to those who hear the page. */
function focusOnce(heading: HTMLHeadingElement | null): void {
  heading?.focus();
}
