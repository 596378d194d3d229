import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PasswordForm } from "#web/console/sign-in/PasswordForm.tsx";

/** Changing one's password from the person menu; it ends by saying that it was done. */
export function ChangePassword({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  const close = () => {
    setDone(false);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("password.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {done ? <output>{t("password.done")}</output> : <PasswordForm onDone={() => setDone(true)} />}
    </Modal>
  );
}
