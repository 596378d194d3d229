import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { CasePerson } from "#web/api/cases.ts";
import { useCase } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { PersonFields } from "#web/console/cases/PersonFields.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** Who this is; the only place that shows a name. */
export function Person() {
  const { t } = useCaseWords();
  const { view } = useCase();
  const [editing, setEditing] = useState(false);
  const { name, phone, note } = view.person;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("casePerson.title")}</h2>
      <p className={classes.name}>
        <bdi>{name}</bdi>
      </p>
      <p>{phone ? <bdi dir="ltr">{phone}</bdi> : <span className={classes.quiet}>{t("casePerson.none")}</span>}</p>
      {note ? (
        <p className={classes.text} dir="auto">
          {note}
        </p>
      ) : null}
      <p className={classes.small}>{t("casePerson.sealed")}</p>
      <Button variant="subtle" size="compact-sm" onClick={() => setEditing(true)}>
        {t("cases.edit")}
      </Button>
      <Modal opened={editing} onClose={() => setEditing(false)} title={t("cases.edit")}>
        <Correction onClose={() => setEditing(false)} />
      </Modal>
    </Sheet>
  );
}

function Correction({ onClose }: { onClose: () => void }) {
  const { t } = useCaseWords();
  const { view, act, isActing, keep } = useCase();
  const [person, setPerson] = useState<CasePerson>(view.person);
  // The version that was read when the form opened, whatever is read meanwhile.
  const [version] = useState(view.personVersion);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        keep("person", [person.name, person.phone, person.note].filter((text) => text !== "").join("\n"));
        void act("person", { version, person, seq: undefined }).then(onClose);
      }}
    >
      <PersonFields person={person} onChange={setPerson} />
      <div className={classes.actions}>
        <Button type="submit" loading={isActing}>
          {t("cases.save")}
        </Button>
      </div>
    </form>
  );
}
