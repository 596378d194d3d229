import { Checkbox, TextInput } from "@mantine/core";
import type { OfferedService, Offers } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { signatureOf, type RequestDraft } from "#web/console/requests/request-draft.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

type AgreementProps = {
  readonly offers: Pick<Offers, "consent" | "declaration">;
  readonly service: OfferedService;
  readonly draft: RequestDraft;
  readonly wrong: readonly string[];
  readonly onChange: (part: Partial<RequestDraft>) => void;
};

/** What is read out and agreed to, and what is declared (clause C14), in the language of whoever hears it. */
export function Agreement({ offers, service, draft, wrong, onChange }: AgreementProps) {
  const { t, i18n } = useJourneyWords();
  const spoken = draft.language === "ar" ? "ar" : "en";
  const { declaration } = offers;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("requestNew.consent")}</h2>
      <div className={classes.stack}>
        <blockquote className={classes.said} lang={spoken} dir="auto">
          {offers.consent?.[spoken] ?? i18n.getFixedT(spoken)("requestNew.noConsentText")}
        </blockquote>
        <Checkbox
          label={t("requestNew.consentSaid")}
          checked={draft.consent}
          error={wrong.includes("consent") ? t("requestNew.consentNeeded") : undefined}
          onChange={(event) => onChange({ consent: event.currentTarget.checked })}
        />
        {declaration ? (
          <>
            <h2 className={classes.sectionTitle}>{t("requestNew.declaration")}</h2>
            <blockquote className={classes.said} lang={spoken} dir="auto">
              {declaration[spoken]}
            </blockquote>
            <Checkbox
              label={t("requestNew.declarationSaid")}
              description={draft.declared ? undefined : t("requestNew.declarationLater")}
              checked={draft.declared}
              onChange={(event) => onChange({ declared: event.currentTarget.checked })}
            />
            {draft.declared ? (
              <TextInput
                label={t("requestNew.declarationName")}
                value={draft.signature}
                placeholder={signatureOf({ ...draft, signature: "" }, service)}
                error={wrong.includes("signature") ? t("requestNew.nameWrong") : undefined}
                maxLength={120}
                autoComplete="off"
                onChange={(event) => onChange({ signature: event.currentTarget.value })}
              />
            ) : null}
          </>
        ) : null}
      </div>
    </Sheet>
  );
}
