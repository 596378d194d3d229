import { Link } from "@tanstack/react-router";
import type { Offers, RequestLine } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { Overdue } from "#web/console/requests/Overdue.tsx";
import { DataTable } from "#web/ui/DataTable.tsx";
import classes from "#web/console/requests/Requests.module.css";

type RequestTableProps = {
  readonly caption: string;
  readonly requests: readonly RequestLine[];
  readonly offers: Pick<Offers, "journeys">;
  readonly now: number;
};

/** Requests with where they stand, how long, and what catches the eye: in words and by a sign. */
export function RequestTable({ caption, requests, offers, now }: RequestTableProps) {
  const { t, format, language, days, day } = useJourneyWords();
  const { association } = useMembership();
  const journeyOf = (id: string) => offers.journeys.find((one) => one.id === id);
  const nameIn = (list: readonly { id: string; name: { ar: string; en: string } }[] | undefined, id: string | null) =>
    list?.find((one) => one.id === id)?.name[language] ?? id ?? "";
  const isOpen = requests.every(({ ending }) => ending === null);
  return (
    <DataTable
      caption={caption}
      columns={[
        { id: "person", heading: t("requests.person") },
        { id: "service", heading: t("requests.service") },
        { id: "step", heading: t(isOpen ? "requests.step" : "requests.ending") },
        { id: "since", heading: t(isOpen ? "requests.waiting" : "requests.endedOn") },
        { id: "marks", heading: t("requests.marks") },
      ]}
      rows={requests.map((one) => ({
        key: one.id,
        cells: [
          <Link key="n" to="/requests/$id" params={{ id: one.id }}>
            <bdi>{one.name}</bdi>
          </Link>,
          nameIn(association.services, one.service),
          one.ending === null
            ? nameIn(journeyOf(one.journey)?.steps, one.step)
            : nameIn(journeyOf(one.journey)?.endings, one.ending),
          one.ending === null ? days(one.since, now) : day(one.since),
          one.isOverdue || one.waitingDocuments > 0 ? (
            <span key="m" className={classes.marks}>
              {one.isOverdue ? <Overdue /> : null}
              {one.waitingDocuments > 0 ? (
                <span>
                  {t("requests.documents", { count: one.waitingDocuments, n: format.integer(one.waitingDocuments) })}
                </span>
              ) : null}
            </span>
          ) : (
            ""
          ),
        ],
      }))}
    />
  );
}
