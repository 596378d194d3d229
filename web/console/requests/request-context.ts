import { createContext, useContext } from "react";
import type { RequestAct, RequestView, Upload, Verdict } from "#web/api/requests.ts";

/** The request at hand, what can be done with it, and what was typed on its page. */
export type OpenRequest = {
  readonly view: RequestView;
  readonly isActing: boolean;
  /** Does something under the state that the reader sees; resolves true when it was done. */
  readonly act: (act: RequestAct) => Promise<boolean>;
  readonly upload: (upload: Upload) => Promise<boolean>;
  readonly judge: (documentId: string, verdict: Verdict) => Promise<boolean>;
  readonly tell: () => Promise<boolean>;
  /** Shows what came back from something that was done elsewhere on the page. */
  readonly show: (next: RequestView) => void;
  /** Reads the request anew; what was typed stays. */
  readonly reload: () => Promise<void>;
  /** Texts that were typed and not sent; they outlive a reload of the request. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly keep: (field: string, text: string) => void;
};

export const RequestContext = createContext<OpenRequest | undefined>(undefined);

/** The request of the page; throws outside it. */
export function useRequest(): OpenRequest {
  const open = useContext(RequestContext);
  if (!open) throw new Error("no request outside its page");
  return open;
}

/** A text field whose content stays until it is sent. */
export function useDraft(field: string, first = ""): readonly [string, (text: string) => void] {
  const { drafts, keep } = useRequest();
  return [drafts[field] ?? first, (text) => keep(field, text)];
}
