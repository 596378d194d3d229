import { Button, Modal, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { closeServicePoint, listServicePoints, servicePointFile, type ServicePoint } from "#web/api.ts";
import { CodeForm } from "#web/console/codes/CodeForm.tsx";
import { useMembership } from "#web/console/membership.ts";
import { CopyLink } from "#web/ui/CopyLink.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/codes/Codes.module.css";

/** Places where anybody may answer by an open code: the code, and what is printed of it. */
export function Codes() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const [creating, setCreating] = useState(false);
  const query = useQuery({
    queryKey: ["servicePoints", association.id],
    queryFn: () => listServicePoints(association.id),
  });
  const points = query.data?.servicePoints;
  return (
    <Page
      title={t("page.codes")}
      lead={t("codes.lead")}
      action={<Button onClick={() => setCreating(true)}>{t("codes.create")}</Button>}
    >
      {query.isError && !points ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={240} radius="lg" /> : null}
      {points?.length === 0 ? (
        <Sheet>
          <p className={classes.quiet}>{t("codes.none")}</p>
        </Sheet>
      ) : null}
      <ul className={classes.points}>
        {points?.map((point) => (
          <li key={point.id}>
            <CodeCard point={point} />
          </li>
        ))}
      </ul>
      <Modal opened={creating} onClose={() => setCreating(false)} title={t("codes.create")}>
        <CodeForm onDone={() => setCreating(false)} />
      </Modal>
    </Page>
  );
}

function CodeCard({ point }: { point: ServicePoint }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { language } = useFormat().settings;
  const { association } = useMembership();
  const [asking, setAsking] = useState(false);
  const close = useMutation({
    mutationFn: () => closeServicePoint(association.id, point.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ["servicePoints", association.id] }),
    onSettled: () => setAsking(false),
  });
  const file = (name: Parameters<typeof servicePointFile>[2]) => servicePointFile(association.id, point.id, name);
  const service = association.services.find(({ id }) => id === point.service)?.name[language] ?? point.service;
  const closed = point.closedAt !== null;
  return (
    <article className={classes.card} data-closed={closed || undefined}>
      <img src={file("qr.svg")} alt={t("codes.qrOf", { label: point.label })} width={128} height={128} loading="lazy" />
      <div>
        <h2>{point.label}</h2>
        <p className={classes.quiet}>{[service, point.branch].filter(Boolean).join(t("list.dot"))}</p>
        {closed ? <p className={classes.quiet}>{t("codes.closed")}</p> : <CopyLink link={point.link} />}
        {closed ? null : (
          <p className={classes.links}>
            <a href={file("poster-a4.pdf")} target="_blank" rel="noreferrer">
              {t("codes.poster")} <bdi>A4</bdi>
            </a>
            <a href={file("poster-a5.pdf")} target="_blank" rel="noreferrer">
              {t("codes.poster")} <bdi>A5</bdi>
            </a>
            <a href={file("qr.svg")} download={`${point.code}.svg`}>
              SVG
            </a>
            <a href={file("qr.png")} download={`${point.code}.png`}>
              PNG
            </a>
            {asking ? (
              <>
                <Button
                  size="compact-sm"
                  color="red"
                  variant="light"
                  loading={close.isPending}
                  onClick={() => close.mutate()}
                >
                  {t("codes.closeSure")}
                </Button>
                <Button size="compact-sm" variant="subtle" onClick={() => setAsking(false)}>
                  {t("action.cancel")}
                </Button>
              </>
            ) : (
              <Button size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
                {t("codes.close")}
              </Button>
            )}
          </p>
        )}
        {close.error ? <ErrorNote error={close.error} /> : null}
      </div>
    </article>
  );
}
