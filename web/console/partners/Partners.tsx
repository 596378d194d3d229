import { Button, Modal, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { listPartners, recordPartner, type PartnerList } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { ImpactFacts } from "#web/console/partners/ImpactFacts.tsx";
import { Refused } from "#web/console/partners/Refused.tsx";
import { DataTable } from "#web/ui/DataTable.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** Partner associations by name, and what came of all partnerships together. Nobody is placed before another. */
export function Partners() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const [adding, setAdding] = useState(false);
  const query = useQuery({ queryKey: ["partners", association.id], queryFn: () => listPartners(association.id) });
  const list = query.data;
  return (
    <Page
      title={t("partners.pages.partners")}
      lead={t("partners.partnersLead")}
      action={list ? <Button onClick={() => setAdding(true)}>{t("partners.add")}</Button> : null}
    >
      {query.isError && !list ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={240} radius="lg" /> : null}
      {list ? (
        <>
          <Sheet>
            <section className={classes.stack} aria-labelledby="all">
              <h2 id="all">{t("partners.impactAll")}</h2>
              <ImpactFacts impact={list.all} />
            </section>
          </Sheet>
          <Sheet>
            {list.partners.length === 0 ? (
              <p className={classes.lead}>{t("partners.partnersNone")}</p>
            ) : (
              <Table list={list} />
            )}
          </Sheet>
        </>
      ) : null}
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t("partners.add")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {list ? <PartnerForm list={list} onDone={() => setAdding(false)} /> : null}
      </Modal>
    </Page>
  );
}

function Table({ list }: { list: PartnerList }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { regions } = list.choices;
  return (
    <DataTable
      caption={t("partners.pages.partners")}
      columns={[
        { id: "name", heading: t("partners.name") },
        { id: "region", heading: t("partners.region") },
        { id: "reports", heading: t("partners.reports") },
        { id: "reached", heading: t("partners.reached"), number: true },
        { id: "impact", heading: t("partners.impact") },
      ]}
      rows={list.partners.map(({ id, name, region, reports, reached, share }) => ({
        key: id,
        cells: [
          <Link key="n" to="/partners/$id" params={{ id }}>
            {name}
          </Link>,
          regions.find((one) => one.id === region)?.name[format.settings.language] ?? region,
          t("partners.ofMost", { n: format.integer(reports.filed), most: format.integer(reports.due) }),
          format.integer(reached),
          share ? (
            <span key="s">
              {format.percent(share.value)}{" "}
              <small className={classes.quiet}>
                {t("partners.impactInterval", {
                  base: format.integer(share.base),
                  interval: format.percentRange(share.low, share.high),
                })}
              </small>
            </span>
          ) : (
            <span key="s" className={classes.quiet}>
              {t("partners.notEnough", { n: format.integer(list.leastResults) })}
            </span>
          ),
        ],
      }))}
    />
  );
}

function PartnerForm({ list, onDone }: { list: PartnerList; onDone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const [partner, setPartner] = useState({ name: "", field: "", region: list.choices.regions[0]?.id ?? "" });
  const record = useMutation({
    mutationFn: () => recordPartner(association.id, partner),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["partners", association.id] });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    record.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {(["name", "field"] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`partners.${field}`)}
          required
          withAsterisk={false}
          maxLength={150}
          value={partner[field]}
          onChange={(event) => setPartner({ ...partner, [field]: event.currentTarget.value })}
        />
      ))}
      <NativeSelect
        label={t("partners.region")}
        value={partner.region}
        onChange={(event) => setPartner({ ...partner, region: event.currentTarget.value })}
        data={list.choices.regions.map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <Refused error={record.error} />
      <Button type="submit" size="md" loading={record.isPending}>
        {t("partners.add")}
      </Button>
    </form>
  );
}
