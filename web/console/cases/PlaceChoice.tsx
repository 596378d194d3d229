import { Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "#web/console/cases/Cases.module.css";

/** Inside the country or abroad. */
export function PlaceChoice(props: {
  label: string;
  description?: string;
  value: string;
  onChange: (place: string) => void;
}) {
  const { t } = useTranslation();
  const { label, description, value, onChange } = props;
  return (
    <Radio.Group label={label} description={description} value={value} onChange={onChange}>
      <div className={classes.inline}>
        <Radio value="inside" label={t("cases.places.inside")} />
        <Radio value="abroad" label={t("cases.places.abroad")} />
      </div>
    </Radio.Group>
  );
}
