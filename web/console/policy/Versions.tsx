import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listPolicyVersions, type PolicyChange, type PolicyVersion } from "#web/api/policy.ts";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { isolate } from "#web/ui/format.ts";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Keeping.module.css";

/** Every version of the policy, and what each changed of the one before, word by word. */
export function Versions() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const query = useQuery({
    queryKey: ["policyVersions", association.id],
    queryFn: () => listPolicyVersions(association.id),
  });
  return (
    <Page title={t("policy.part.versions")} lead={t("versions.lead")}>
      {query.isError && !query.data ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={240} radius="lg" /> : null}
      {query.data?.versions.map((version, at) => (
        <Sheet key={version.version}>
          <Version version={version} isCurrent={at === 0} />
        </Sheet>
      ))}
    </Page>
  );
}

function Version({ version, isCurrent }: { version: PolicyVersion; isCurrent: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { approval, changes } = version;
  const printed = [
    approval?.hijriOn === undefined ? "" : `${format.inDigits(approval.hijriOn.replaceAll("-", "/"))} هـ`,
    approval?.gregorianOn === undefined ? "" : `${format.inDigits(approval.gregorianOn.replaceAll("-", "/"))} م`,
  ].filter(Boolean);
  return (
    <article>
      <h2 className={classes.heading}>
        {t("versions.version", { version: format.integer(version.version) })}
        {isCurrent ? <span className={classes.badge}>{t("versions.current")}</span> : null}
      </h2>
      <p className={classes.quiet}>{t("versions.on", { on: isolate(format.date(version.on)) })}</p>
      {approval ? (
        <p className={classes.quiet}>
          {t("versions.approved", { meeting: approval.meeting[format.settings.language] })}
          {printed.length > 0 ? ` (${printed.map(isolate).join(` ${t("list.dot").trim()} `)})` : null}
        </p>
      ) : null}
      {version.version === 1 ? (
        <p>{t("versions.first", { clauses: format.integer(version.clauses) })}</p>
      ) : (
        <>
          <h3 className={classes.part}>
            {t("versions.changes", { count: changes.length, n: format.integer(changes.length) })}
          </h3>
          <ul className={classes.changes}>
            {changes.map((change) => (
              <Change key={`${change.part} ${change.id}`} change={change} />
            ))}
          </ul>
        </>
      )}
    </article>
  );
}

function Change({ change: { part, how, id, name, words, fields } }: { change: PolicyChange }) {
  const { t } = useTranslation();
  const { language } = useFormat().settings;
  return (
    <li>
      <p className={classes.change}>
        <b>{t(`versions.how.${how}`)}</b> {t(`versions.part.${part}`)} <bdi>{name?.[language] ?? id}</bdi>
        {fields.length > 0 ? <small dir="ltr">{fields.join(", ")}</small> : null}
      </p>
      {words.length > 0 ? (
        <p className={classes.words} lang="ar" dir="rtl">
          {words.map((run, at) =>
            run.how === "same" ? (
              // The order of the words is their only identity.
              <span key={`${at} ${run.text}`}>{run.text}</span>
            ) : run.how === "removed" ? (
              <del key={`${at} ${run.text}`}>{run.text}</del>
            ) : (
              <ins key={`${at} ${run.text}`}>{run.text}</ins>
            ),
          )}
        </p>
      ) : null}
    </li>
  );
}
