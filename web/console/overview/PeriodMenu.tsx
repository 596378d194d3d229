import { Button, Popover } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PRESETS, type Period, type Preset } from "#web/console/overview/period.ts";
import { today } from "#web/console/today.ts";
import { DateField } from "#web/ui/DateField.tsx";
import { CheckIcon, ChevronIcon } from "#web/ui/icons.tsx";
import classes from "#web/console/overview/FilterBar.module.css";

type PeriodMenuProps = {
  readonly preset: Preset;
  readonly period: Period;
  readonly onPeriod: (preset: Preset, period?: Period) => void;
};

/** The periods that people think in, and any other two dates. */
export function PeriodMenu({ preset, period, onPeriod }: PeriodMenuProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [own, setOwn] = useState<Period | undefined>(undefined);
  const draft = own ?? period;
  const thisYear = Number(today().slice(0, 4));
  const choose = (chosen: Preset, dates?: Period) => {
    setOpen(false);
    setOwn(undefined);
    onPeriod(chosen, dates);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          rightSection={<ChevronIcon size={16} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(`period.${preset}`)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.presets}>
          {PRESETS.filter((id) => id !== "custom").map((id) => (
            <Button
              key={id}
              variant="subtle"
              color="gray"
              justify="space-between"
              className={classes.preset}
              aria-pressed={id === preset}
              rightSection={id === preset ? <CheckIcon size={16} /> : <span />}
              onClick={() => choose(id)}
            >
              {t(`period.${id}`)}
            </Button>
          ))}
        </div>
        <div className={classes.own}>
          <DateField
            label={t("period.from")}
            value={draft.from}
            years={[thisYear - 6, thisYear]}
            onChange={(from) => setOwn({ ...draft, from })}
          />
          <DateField
            label={t("period.to")}
            value={draft.to}
            years={[thisYear - 6, thisYear]}
            onChange={(to) => setOwn({ ...draft, to })}
          />
          {draft.from > draft.to ? <p role="alert">{t("period.turned")}</p> : null}
          <Button disabled={draft.from > draft.to} onClick={() => choose("custom", draft)}>
            {t("period.apply")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
