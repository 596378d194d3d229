import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** An address that leads nowhere, and the way back. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t("notFound.title")}</h1>
      <p>
        <Link to="/">{t("notFound.back")}</Link>
      </p>
    </>
  );
}
