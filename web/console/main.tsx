import "#web/console/no-eval.ts";
import "@fontsource/ibm-plex-sans-arabic/arabic-400.css";
import "@fontsource/ibm-plex-sans-arabic/arabic-500.css";
import "@fontsource/ibm-plex-sans-arabic/arabic-600.css";
import "@fontsource/ibm-plex-sans-arabic/latin-400.css";
import "@fontsource/ibm-plex-sans-arabic/latin-500.css";
import "@fontsource/ibm-plex-sans-arabic/latin-600.css";
import "@mantine/core/styles.layer.css";
import "#web/ui/page.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "#web/console/App.tsx";
import { createClient } from "#web/console/query-client.ts";
import { createWords } from "#web/ui/i18n.ts";
import { readPreferences } from "#web/ui/preferences.ts";
import { PreferencesProvider } from "#web/ui/PreferencesProvider.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createClient()}>
      <PreferencesProvider words={createWords(readPreferences(localStorage))}>
        <App />
      </PreferencesProvider>
    </QueryClientProvider>
  </StrictMode>,
);
