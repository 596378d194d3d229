import type { DocumentLine } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { isolate } from "#web/ui/format.ts";

export type DocumentAsked = Pick<DocumentLine, "accepts" | "megabytes" | "expires"> & { notOlderThanMonths?: number };

const KIND = { pdf: "PDF", jpeg: "JPG", png: "PNG" } as const;
/** Endings of files, by the kinds that a document may be. */
const ENDINGS = { pdf: ".pdf", jpeg: ".jpg,.jpeg", png: ".png" } as const;

/** What a document has to be, said before anything is uploaded. */
export function useDocumentWords() {
  const { t, format } = useJourneyWords();
  const accepts = ({ accepts: kinds, megabytes }: DocumentAsked) =>
    t("requestDocuments.accepts", {
      types: isolate(kinds.map((kind) => KIND[kind]).join(t("requestDocuments.or"))),
      n: format.integer(megabytes),
    });
  return {
    accepts,
    asked: (document: DocumentAsked) => {
      const months = document.notOlderThanMonths;
      return [
        accepts(document),
        document.expires ? t("requestDocuments.hasExpiry") : "",
        months === undefined
          ? ""
          : t("requestDocuments.notOlder", {
              months: t("requestDocuments.months", { count: months, n: format.integer(months) }),
            }),
      ]
        .filter(Boolean)
        .join(t("list.dot"));
    },
    endings: ({ accepts: kinds }: DocumentAsked) => kinds.map((kind) => ENDINGS[kind]).join(","),
  };
}

/** Why a file will not be taken, as far as can be seen before it is sent; undefined when it may be. */
export function refusalOf(
  { accepts, megabytes }: DocumentAsked,
  { name, size }: { name: string; size: number },
): "tooLarge" | "wrongType" | "empty" | undefined {
  if (size === 0) return "empty";
  if (size > megabytes * 1024 * 1024) return "tooLarge";
  const endings = accepts.flatMap((kind) => ENDINGS[kind].split(","));
  return endings.some((ending) => name.toLowerCase().endsWith(ending)) ? undefined : "wrongType";
}
