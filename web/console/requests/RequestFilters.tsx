import { NativeSelect, SegmentedControl } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Offers } from "#web/api/requests.ts";
import { useMembership } from "#web/console/membership.ts";
import type { NamedStep } from "#web/console/requests/whose-steps.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/requests/Requests.module.css";

/** Which requests are listed; kept in the address, so that a list can be shared and found again. */
export function RequestFilters({ steps, offers }: { steps: readonly NamedStep[]; offers: Offers }) {
  const { t } = useTranslation();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const navigate = useNavigate();
  const search = useSearch({ from: "/requests" });
  const { state = "open", step, service } = search;
  const change = (part: {
    state?: "open" | "ended" | undefined;
    step?: string | undefined;
    service?: string | undefined;
  }) => {
    void navigate({ to: "/requests", search: { ...search, ...part }, replace: true });
  };
  const services = association.services.filter(({ id }) => offers.services.some((one) => one.id === id));
  const choices = (list: readonly { id: string; name: { ar: string; en: string } }[]) => [
    { value: "", label: t("requests.all") },
    ...list.map(({ id, name }) => ({ value: id, label: name[language] })),
  ];
  return (
    <search className={classes.filters}>
      <SegmentedControl
        aria-label={t("requests.state")}
        value={state}
        data={[
          { value: "open", label: t("requests.openOnes") },
          { value: "ended", label: t("requests.endedOnes") },
        ]}
        onChange={(value) => change(value === "ended" ? { state: "ended", step: undefined } : { state: undefined })}
      />
      {state === "open" ? (
        <NativeSelect
          label={t("requests.step")}
          value={step ?? ""}
          data={choices(steps)}
          onChange={(event) => change({ step: event.currentTarget.value || undefined })}
        />
      ) : null}
      {services.length > 1 ? (
        <NativeSelect
          label={t("requests.service")}
          value={service ?? ""}
          data={choices(services)}
          onChange={(event) => change({ service: event.currentTarget.value || undefined })}
        />
      ) : null}
      {(step ?? service) ? (
        <Link to="/requests" search={state === "ended" ? { state } : {}}>
          {t("requests.clear")}
        </Link>
      ) : null}
    </search>
  );
}
