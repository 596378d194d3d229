import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { createWords } from "#web/ui/i18n.ts";
import { keepPreferences, Preferences } from "#web/ui/preferences.ts";
import { PreferencesProvider } from "#web/ui/PreferencesProvider.tsx";

const roots: Root[] = [];

/** Draws a part of the console in the document, in the given preferences (Arabic when none), and gives its element. */
export async function render(part: ReactNode, chosen: Partial<Preferences> = {}): Promise<HTMLElement> {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  const preferences = Preferences.parse(chosen);
  keepPreferences(localStorage, preferences);
  const element = document.body.appendChild(document.createElement("div"));
  const root = createRoot(element);
  roots.push(root);
  await act(async () => {
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <PreferencesProvider words={createWords(preferences)}>{part}</PreferencesProvider>
      </QueryClientProvider>,
    );
    await Promise.resolve();
  });
  return element;
}

/** Takes down what was drawn. */
export async function clear(): Promise<void> {
  await act(async () => {
    for (const root of roots.splice(0)) root.unmount();
    await Promise.resolve();
  });
  document.body.replaceChildren();
}
