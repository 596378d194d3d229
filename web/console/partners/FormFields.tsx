import { NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Item } from "#web/api/partners.ts";
import { toDigits } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

export type Given = Readonly<Record<string, string | number>>;
type FieldsProps = {
  items: readonly Item[];
  given: Given;
  problems?: readonly string[];
  onChange: (given: Given) => void;
};

/** The questions of a form of the policy, drawn with the console's own fields. */
export function FormFields({ items, given, problems = [], onChange }: FieldsProps) {
  return items.map((item) => (
    <Field
      key={item.id}
      item={item}
      value={given[item.id]}
      isWrong={problems.includes(item.id)}
      onChange={(value) => onChange({ ...given, [item.id]: value })}
    />
  ));
}

type FieldProps = {
  item: Item;
  value: string | number | undefined;
  isWrong: boolean;
  onChange: (value: string | number) => void;
};

function Field({ item, value, isWrong, onChange }: FieldProps) {
  const { t } = useTranslation();
  const { language, digits } = useFormat().settings;
  const inWords = (text: Readonly<Record<string, string>>) => text[language] ?? text["default"] ?? "";
  const title = inWords(item.title);
  // Some forms say it in the title themselves.
  const isTold = item.required || title.includes(t("partners.optional"));
  const label = isTold ? title : `${title} (${t("partners.optional")})`;
  const error = isWrong ? t("partners.required") : undefined;
  const options = optionsOf(item, inWords);
  if (options && options.length > 7) {
    return (
      <NativeSelect
        label={label}
        error={error}
        data={[
          { value: "", label: "" },
          ...options.map(({ value: id, text }) => ({ value: String(id), label: toDigits(text, digits) })),
        ]}
        value={String(value ?? "")}
        onChange={(event) => {
          const chosen = options.find(({ value: id }) => String(id) === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      />
    );
  }
  if (options) {
    return (
      <Radio.Group label={label} error={error} value={String(value ?? "")}>
        <div className={classes.choices}>
          {options.map(({ value: id, text }) => (
            <Radio key={String(id)} value={String(id)} label={toDigits(text, digits)} onChange={() => onChange(id)} />
          ))}
        </div>
      </Radio.Group>
    );
  }
  if (item.inputType === "number") {
    return (
      <TextInput
        label={label}
        error={error}
        inputMode="numeric"
        autoComplete="off"
        value={String(value ?? "")}
        onChange={(event) => onChange(toAmount(event.currentTarget.value))}
      />
    );
  }
  if (item.questionType === "text") {
    return (
      <TextInput
        label={label}
        error={error}
        autoComplete="off"
        {...(item.inputType === "tel" ? { type: "tel", dir: "ltr" } : {})}
        maxLength={item.maxLength ?? 1000}
        value={String(value ?? "")}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <Textarea
      label={label}
      error={error}
      autosize
      minRows={3}
      maxLength={item.maxLength ?? 1000}
      value={String(value ?? "")}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function optionsOf(item: Item, inWords: (text: Readonly<Record<string, string>>) => string) {
  if (item.choices) {
    return item.choices.flatMap(({ value, text }) =>
      typeof value === "boolean" ? [] : [{ value, text: inWords(text) }],
    );
  }
  if (!item.scale) return undefined;
  const { min, max, labels } = item.scale;
  return Array.from({ length: max - min + 1 }, (_, n) => {
    const label = labels[n] ? inWords(labels[n]) : "";
    return { value: min + n, text: label ? `${min + n} ${label}` : String(min + n) };
  });
}

/** A number as it is typed, in either digits; what is no number stays as it stands, to be put right. */
export function toAmount(typed: string): string | number {
  const latin = toDigits(typed.trim(), "latn").replace("٫", ".");
  return /^-?\d+(\.\d+)?$/.test(latin) ? Number(latin) : typed;
}

/** Given answers without what was left empty. */
export function filled(given: Given): Given {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}

/** Required questions that nobody has answered. */
export function unanswered(items: readonly Item[], given: Given): string[] {
  return items.filter(({ id, required }) => required && (given[id] ?? "") === "").map(({ id }) => id);
}
