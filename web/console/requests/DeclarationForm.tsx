import { Button, Radio, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listOffers } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { useDraft, useRequest } from "#web/console/requests/request-context.ts";
import classes from "#web/console/requests/Requests.module.css";

/** Who declared the data correct, after the text was read out (clause C14). */
export function DeclarationForm() {
  const { t, language } = useJourneyWords();
  const { association } = useMembership();
  const { view, act, isActing } = useRequest();
  const [name, setName] = useDraft("declared", view.person.guardian ?? view.person.name);
  const [signedBy, setSignedBy] = useState<"applicant" | "guardian">(view.person.guardian ? "guardian" : "applicant");
  const offers = useQuery({
    queryKey: ["requests", association.id, "offers"],
    queryFn: () => listOffers(association.id),
    staleTime: 300_000,
  });
  const text = offers.data?.declaration?.[language];
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void act({ what: "declarations", body: { signedBy, name: name.trim() } });
      }}
    >
      <p className={classes.small}>{t("requestNext.declareRead")}</p>
      {text ? <blockquote className={classes.said}>{text}</blockquote> : null}
      <Radio.Group
        label={t("requestNew.behalf")}
        value={signedBy}
        onChange={(value) => setSignedBy(value === "guardian" ? "guardian" : "applicant")}
      >
        <div className={classes.choices}>
          <Radio value="applicant" label={t("requests.declaredBy.applicant")} />
          <Radio value="guardian" label={t("requests.declaredBy.guardian")} />
        </div>
      </Radio.Group>
      <TextInput
        label={t("requestNext.declaredName")}
        value={name}
        required
        withAsterisk={false}
        minLength={2}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={isActing}>
          {t("requestNext.declaredSave")}
        </Button>
      </div>
    </form>
  );
}
