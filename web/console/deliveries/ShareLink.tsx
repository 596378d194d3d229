import { useTranslation } from "react-i18next";
import { useMembership } from "#web/console/membership.ts";
import { CopyLink } from "#web/ui/CopyLink.tsx";
import classes from "#web/console/deliveries/Deliveries.module.css";

/** The personal link of one delivery: a code to hold up, an address to send. */
export function ShareLink({ link, reference }: { link: string; reference: string }) {
  const { t } = useTranslation();
  const { association } = useMembership();
  const code = `/api/v1/deliveries/${encodeURIComponent(reference)}/qr.svg?${new URLSearchParams({ association: association.id })}`;
  return (
    <div className={classes.share}>
      <img src={code} alt={t("deliveries.qr")} width={240} height={240} />
      <p>{t("deliveries.shareHow")}</p>
      <CopyLink link={link} />
    </div>
  );
}
