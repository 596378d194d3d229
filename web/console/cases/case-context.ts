import { createContext, useContext } from "react";
import type { CaseView } from "#web/api/cases.ts";

/** The case at hand, what can be done with it, and what was typed on its page. */
export type OpenCase = {
  readonly view: CaseView;
  /** Does something under the state that the reader sees; resolves true when it was done. */
  readonly act: (what: string, body: Readonly<Record<string, unknown>> | FormData) => Promise<boolean>;
  readonly isActing: boolean;
  /** Texts that were typed and not sent; they outlive a reload of the case. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly keep: (field: string, text: string) => void;
};

export const CaseContext = createContext<OpenCase | undefined>(undefined);

/** The case of the page; throws outside it. */
export function useCase(): OpenCase {
  const open = useContext(CaseContext);
  if (!open) throw new Error("no case outside its page");
  return open;
}

/** A text field whose content stays until it is sent. */
export function useDraft(field: string): readonly [string, (text: string) => void] {
  const { drafts, keep } = useCase();
  return [drafts[field] ?? "", (text) => keep(field, text)];
}
