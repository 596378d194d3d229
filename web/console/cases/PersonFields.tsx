import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CasePerson } from "#web/api/cases.ts";

/** What is asked of a person: little. */
export function PersonFields({ person, onChange }: { person: CasePerson; onChange: (person: CasePerson) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t("casePerson.name")}
        value={person.name}
        required
        withAsterisk={false}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => onChange({ ...person, name: event.currentTarget.value })}
      />
      <TextInput
        label={t("casePerson.phone")}
        description={t("casePerson.phoneHint")}
        value={person.phone}
        type="tel"
        dir="ltr"
        maxLength={24}
        autoComplete="off"
        onChange={(event) => onChange({ ...person, phone: event.currentTarget.value })}
      />
      <Textarea
        label={t("casePerson.note")}
        description={t("casePerson.noteHint")}
        value={person.note}
        autosize
        minRows={2}
        maxLength={4000}
        onChange={(event) => onChange({ ...person, note: event.currentTarget.value })}
      />
    </>
  );
}
