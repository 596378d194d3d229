import { Button, CopyButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "#web/ui/CopyLink.module.css";

/** An address to hand on: to be read, and to be copied in one touch. */
export function CopyLink({ link }: { link: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.copy}>
      <bdi dir="ltr" className={classes.link}>
        {link}
      </bdi>
      <CopyButton value={link} timeout={2000}>
        {({ copied, copy }) => (
          <Button variant="default" size="sm" onClick={copy} aria-live="polite">
            {copied ? t("action.copied") : t("action.copy")}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
