import { Button, Popover, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { toDigits } from "#web/ui/format.ts";
import { usePreferences, type Preferences as Chosen } from "#web/ui/preferences.ts";
import classes from "#web/console/frame/Preferences.module.css";

/** The other language in one touch; digits, calendar and light behind one button. */
export function Preferences() {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  const other = preferences.language === "ar" ? "en" : "ar";
  return (
    <div className={classes.preferences}>
      <Button
        variant="subtle"
        lang={other}
        onClick={() => change({ language: other, digits: other === "ar" ? "arab" : "latn" })}
      >
        {other === "ar" ? "العربية" : "English"}
      </Button>
      <Popover position="bottom-end" trapFocus>
        <Popover.Target>
          <Button variant="subtle">{t("preferences.open")}</Button>
        </Popover.Target>
        <Popover.Dropdown className={classes.panel}>
          <Choice
            name="digits"
            value={preferences.digits}
            options={[
              ["arab", toDigits("123", "arab")],
              ["latn", "123"],
            ]}
          />
          <Choice
            name="calendar"
            value={preferences.calendar}
            options={[
              ["policy", t("preferences.byPolicy")],
              ["hijri", t("preferences.hijri")],
              ["gregorian", t("preferences.gregorian")],
            ]}
          />
          <Choice
            name="theme"
            value={preferences.theme}
            options={[
              ["auto", t("preferences.auto")],
              ["light", t("preferences.light")],
              ["dark", t("preferences.dark")],
            ]}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

type ChoiceProps = { name: keyof Chosen; value: string; options: readonly (readonly [string, string])[] };

function Choice({ name, value, options }: ChoiceProps) {
  const { t } = useTranslation();
  const { change } = usePreferences();
  const label = t(`preferences.${name}`);
  return (
    <div>
      <p className={classes.label}>{label}</p>
      <SegmentedControl
        fullWidth
        aria-label={label}
        value={value}
        transitionDuration={100}
        data={options.map(([id, text]) => ({ value: id, label: text }))}
        onChange={(chosen) => change({ [name]: chosen })}
      />
    </div>
  );
}
