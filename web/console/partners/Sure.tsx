import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "#web/console/partners/partners.module.css";

type SureProps = {
  label: string;
  sure: string;
  busy: boolean;
  disabled?: boolean;
  onSure: () => void;
  grave?: boolean;
};

/** Something that stands once it is done: asked for, then confirmed. */
export function Sure({ label, sure, busy, disabled = false, onSure, grave = false }: SureProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button
        className={classes.start ?? ""}
        variant={grave ? "default" : "filled"}
        size={grave ? "sm" : "md"}
        disabled={disabled}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
    );
  }
  return (
    <span className={classes.actions}>
      <Button
        ref={(button) => button?.focus()}
        size="md"
        {...(grave ? { color: "red" } : {})}
        loading={busy}
        onClick={() => {
          setAsking(false);
          onSure();
        }}
      >
        {sure}
      </Button>
      <Button size="md" variant="default" onClick={() => setAsking(false)}>
        {t("action.cancel")}
      </Button>
    </span>
  );
}
