import { Button, NativeSelect, Radio, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { ApiError } from "#web/api.ts";
import { openRequest, type Offers, type OpenedRequest } from "#web/api/requests.ts";
import { JourneyProblem } from "#web/console/journey/JourneyProblem.tsx";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { FormFields } from "#web/console/partners/FormFields.tsx";
import { Agreement } from "#web/console/requests/Agreement.tsx";
import { channelFor, problemsIn, toDeskRequest, WAYS, type RequestDraft } from "#web/console/requests/request-draft.ts";
import { ServiceFacts } from "#web/console/requests/ServiceFacts.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

type NewRequestFormProps = {
  readonly offers: Offers;
  /** What is known already, where it comes from a contact. */
  readonly from: { readonly [part in "service" | "channel" | "kind" | "contact"]?: string | undefined };
  readonly onOpened: (opened: OpenedRequest) => void;
  /** The texts of the policy are to be read anew. */
  readonly onRead: () => void;
};

/** The application as it is taken down: conditions first, then the person, the form, consent and declaration. */
export function NewRequestForm({ offers, from, onOpened, onRead }: NewRequestFormProps) {
  const { t, i18n, language, format } = useJourneyWords();
  const { association } = useMembership();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const known = offers.services.find(({ id }) => id === from.service);
  const [draft, setDraft] = useState<RequestDraft>(() => ({
    ...{ service: known?.id ?? "", way: "walk-in", channel: from.channel ?? "", kind: from.kind ?? "" },
    ...{ language: language, name: "", phone: "", guardian: undefined, given: {} },
    ...{ consent: false, declared: false, signature: "", contactId: from.contact },
    submissionId: "randomUUID" in crypto ? crypto.randomUUID() : undefined,
  }));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const change = (part: Partial<RequestDraft>) => setDraft((before) => ({ ...before, ...part }));
  const service = offers.services.find(({ id }) => id === draft.service);
  const kinds = association.kinds.filter(({ id }) => service?.kinds.includes(id));
  const record = useMutation({
    mutationFn: (request: RequestDraft) => {
      const offered = offers.services.find(({ id }) => id === request.service);
      if (!offered) throw new Error("a service is chosen before anything is sent");
      return openRequest(association.id, toDeskRequest(request, { offered, channels: association.channels }));
    },
    onSuccess: (opened) => {
      void client.invalidateQueries({ queryKey: ["requests", association.id, "list"] });
      void client.invalidateQueries({ queryKey: ["contacts", association.id] });
      onOpened(opened);
    },
    onError: (error) => setWrong(itemsOf(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problems = service ? problemsIn(draft, { offered: service, offers }) : ["service"];
    setWrong(problems);
    if (problems.length === 0) record.mutate(draft);
    else setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-wrong] input")?.focus());
  };
  const isWrong = (field: string, words: string) => (wrong.includes(field) ? t(words) : undefined);
  const text = (field: "name" | "phone", extra: object = {}) => (
    <TextInput
      label={t(`requestNew.${field}`)}
      value={draft[field]}
      error={isWrong(field, `requestNew.${field}Wrong`)}
      autoComplete="off"
      {...extra}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <form ref={form} className={classes.newForm} onSubmit={submit} noValidate>
      <Sheet>
        <div className={classes.stack}>
          {from.contact === undefined ? null : <p className={classes.small}>{t("requestNew.fromContact")}</p>}
          <NativeSelect
            label={t("requestNew.service")}
            value={draft.service}
            error={isWrong("service", "requestNew.chooseService")}
            data={[
              { value: "", label: t("requestNew.chooseService") },
              ...association.services
                .filter(({ id }) => offers.services.some((one) => one.id === id))
                .map(({ id, name }) => ({ value: id, label: name[language] })),
            ]}
            onChange={(event) => change({ service: event.currentTarget.value, given: {} })}
          />
          <Radio.Group
            label={t("requestNew.way")}
            value={draft.way}
            onChange={(value) => change({ way: WAYS.find((one) => one === value) ?? "walk-in", channel: "" })}
          >
            <div className={classes.inline}>
              {WAYS.map((way) => (
                <Radio key={way} value={way} label={t(`requests.way.${way}`)} />
              ))}
            </div>
          </Radio.Group>
          <NativeSelect
            label={t("requestNew.channel")}
            value={draft.channel || channelFor(draft.way, association.channels)}
            data={association.channels.map(({ id, name }) => ({ value: id, label: name[language] }))}
            onChange={(event) => change({ channel: event.currentTarget.value })}
          />
        </div>
      </Sheet>
      {service ? (
        <>
          <ServiceFacts service={service} />
          <Sheet>
            <h2 className={classes.sectionTitle}>{t("requestNew.person")}</h2>
            <div className={classes.stack}>
              {service.nameItem === null ? text("name", { maxLength: 120 }) : null}
              {service.phoneItem === null ? text("phone", { type: "tel", dir: "ltr", maxLength: 25 }) : null}
              <Radio.Group
                label={t("requestNew.behalf")}
                value={draft.guardian === undefined ? "self" : "guardian"}
                onChange={(value) => change({ guardian: value === "guardian" ? "" : undefined })}
              >
                <div className={classes.inline}>
                  <Radio value="self" label={t("requestNew.self")} />
                  <Radio value="guardian" label={t("requestNew.byGuardian")} />
                </div>
              </Radio.Group>
              {draft.guardian === undefined ? null : (
                <TextInput
                  label={t("requestNew.guardian")}
                  value={draft.guardian}
                  error={isWrong("guardian", "requestNew.nameWrong")}
                  maxLength={120}
                  autoComplete="off"
                  onChange={(event) => change({ guardian: event.currentTarget.value })}
                />
              )}
              {kinds.length > 1 ? (
                <NativeSelect
                  label={t("requestNew.kind")}
                  value={kinds.some(({ id }) => id === draft.kind) ? draft.kind : (kinds[0]?.id ?? "")}
                  data={kinds.map(({ id, name }) => ({ value: id, label: name[language] }))}
                  onChange={(event) => change({ kind: event.currentTarget.value })}
                />
              ) : null}
              {offers.languages.length > 1 ? (
                <NativeSelect
                  label={t("requestNew.language")}
                  value={draft.language}
                  data={offers.languages.map((id) => ({
                    value: id,
                    label: i18n.exists(`requests.languages.${id}`) ? t(`requests.languages.${id}`) : id,
                  }))}
                  onChange={(event) => change({ language: event.currentTarget.value })}
                />
              ) : null}
            </div>
          </Sheet>
          <Sheet>
            <h2 className={classes.sectionTitle}>{t("requestNew.form")}</h2>
            <div className={classes.stack}>
              <FormFields
                items={service.items.filter(({ readOnly }) => readOnly !== true)}
                given={draft.given}
                problems={wrong}
                onChange={(given) => change({ given })}
              />
            </div>
          </Sheet>
          <Agreement offers={offers} service={service} draft={draft} wrong={wrong} onChange={change} />
          {record.error ? (
            <Failed
              key={record.submittedAt}
              error={record.error}
              onRead={onRead}
              {...(draft.contactId === undefined
                ? {}
                : { onAlone: () => record.mutate({ ...draft, contactId: undefined }) })}
            />
          ) : null}
          <div className={classes.submit}>
            <Button type="submit" size="lg" loading={record.isPending}>
              {t("requestNew.submit")}
            </Button>
            {wrong.length > 0 ? (
              <p role="alert" className={classes.signal}>
                {t("requestNew.fix", { count: wrong.length, n: format.integer(wrong.length) })}
              </p>
            ) : null}
          </div>
        </>
      ) : null}
    </form>
  );
}

type FailedProps = { readonly error: Error; readonly onRead: () => void; readonly onAlone?: () => void };

/** Why it was not recorded. A contact that was closed meanwhile does not cost what was typed. */
function Failed({ error, onRead, onAlone }: FailedProps) {
  const { t } = useJourneyWords();
  const reason = error instanceof ApiError ? error.details["reason"] : undefined;
  if (reason === "changed" && onAlone) {
    return (
      <Sheet>
        <div role="alert" className={classes.stack}>
          <p>
            {t("journey.refused.contactClosed")} {t("requestNew.contactGone")}
          </p>
          <div className={classes.actions}>
            <Button onClick={onAlone}>{t("requestNew.withoutContact")}</Button>
          </div>
        </div>
      </Sheet>
    );
  }
  return (
    <>
      <JourneyProblem error={error} />
      {reason === "consentChanged" ? (
        <div className={classes.actions}>
          <Button onClick={onRead}>{t("journey.conflict.reload")}</Button>
        </div>
      ) : null}
    </>
  );
}

/** Items of the form that the server wants looked at again. */
function itemsOf(error: Error): readonly string[] {
  const problems = error instanceof ApiError ? error.details["problems"] : undefined;
  return Array.isArray(problems) ? problems.map(({ item }: { item?: string }) => item ?? "").filter(Boolean) : [];
}
