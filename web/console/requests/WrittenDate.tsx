import { useTranslation } from "react-i18next";
import { today } from "#web/console/today.ts";
import { DateField } from "#web/ui/DateField.tsx";
import classes from "#web/console/requests/Requests.module.css";

type WrittenDateProps = {
  readonly label: string;
  /** `YYYY-MM-DD`; "" until somebody chose it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Years that it may lie ahead. */
  readonly ahead: number;
};

/** A date that stands on a document: nobody's until it was chosen, so that today is never taken for it. */
export function WrittenDate({ label, value, onChange, ahead }: WrittenDateProps) {
  const { t } = useTranslation();
  const year = Number(today().slice(0, 4));
  return (
    <div>
      <DateField label={label} value={value || today()} years={[year - 5, year + ahead]} onChange={onChange} />
      {value === "" ? <p className={classes.small}>{t("requestDocuments.asWritten")}</p> : null}
    </div>
  );
}
