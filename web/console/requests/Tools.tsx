import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listShelf, shelfFile } from "#web/api/policy.ts";
import { useMembership } from "#web/console/membership.ts";
import { Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/requests/Requests.module.css";

/** The officer's tools beside the work (clause C10). Where they cannot be read, the work goes on without them. */
export function Tools() {
  const { t } = useTranslation();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const query = useQuery({ queryKey: ["shelf", association.id], queryFn: () => listShelf(association.id) });
  const tools = query.data?.tools ?? [];
  if (tools.length === 0) return null;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("requests.tools")}</h2>
      <ul className={classes.lines}>
        {tools.map(({ id, name, current }) => (
          <li key={id}>
            {current ? (
              <a href={shelfFile(association.id, current.id)}>{name[language]}</a>
            ) : (
              <span>
                {name[language]} <small>{t("requests.toolMissing")}</small>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
