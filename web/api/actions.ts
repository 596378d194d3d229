import type { z } from "zod";
import type { ActionView } from "#server/actions/action-view.ts";
import type { ActionEdit } from "#server/actions/edit-action.ts";
import type { NewAction } from "#server/actions/open-action.ts";
import type { Publication } from "#server/actions/publish-action.ts";
import type { BilingualText } from "#policies/text.ts";
import { call } from "#web/api.ts";

export type { ActionView } from "#server/actions/action-view.ts";
export type { TakenFigure } from "#server/actions/compare-figures.ts";
export type ActionInput = z.input<typeof NewAction>;

const at = (id: string, verb = "") => `/actions/${encodeURIComponent(id)}${verb}`;

export const listActions = (association: string) =>
  call<{ actions: ActionView[]; units: { id: string; name: BilingualText }[] }>("GET", "/actions", undefined, {
    association,
  });
export const openAction = (association: string, action: ActionInput) =>
  call<ActionView>("POST", "/actions", action, { association });
export const editAction = (association: string, id: string, edit: ActionEdit) =>
  call<ActionView>("POST", at(id), edit, { association });
export const closeAction = (association: string, id: string, seq: number) =>
  call<ActionView>("POST", at(id, "/close"), { seq }, { association });
export const publishAction = (association: string, id: string, publication: Publication) =>
  call<ActionView>("POST", at(id, "/publish"), publication, { association });
export const withdrawAction = (association: string, id: string, seq: number) =>
  call<ActionView>("POST", at(id, "/withdraw"), { seq }, { association });

/** Address of the public page of what was changed. */
export const changesPage = (association: string) => `/a/${encodeURIComponent(association)}/changes`;
