import { createTheme, type CSSVariablesResolver } from "@mantine/core";
import { SURFACE, toShades } from "#web/ui/accent.ts";

/** The colour of Rida itself, before an association is known. */
export const HOUSE_COLOUR = "#1c6b66";

/** Warm neutrals, one accent: the association's own. `close` is what closes a dialog, for those who hear it. */
export function createRidaTheme(brand: string, { close }: { close: string }) {
  return createTheme({
    fontFamily: '"IBM Plex Sans Arabic", system-ui, sans-serif',
    headings: {
      fontFamily: '"IBM Plex Sans Arabic", system-ui, sans-serif',
      fontWeight: "600",
      sizes: {
        h1: { fontSize: "28px", lineHeight: "1.4" },
        h2: { fontSize: "20px", lineHeight: "1.5" },
        h3: { fontSize: "16px", lineHeight: "1.6" },
      },
    },
    fontSizes: { xs: "14px", sm: "14px", md: "16px", lg: "20px", xl: "28px" },
    spacing: { xs: "8px", sm: "16px", md: "24px", lg: "32px", xl: "48px" },
    radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
    defaultRadius: "md",
    primaryColor: "accent",
    primaryShade: { light: 7, dark: 4 },
    autoContrast: true,
    colors: {
      accent: toShades(brand),
      gray: [
        "#faf8f4",
        "#f4f0e9",
        "#ebe6dd",
        "#e2dcd1",
        "#d3cbbd",
        "#b5ab9b",
        "#8f8576",
        "#655f55",
        "#443f38",
        "#24211c",
      ],
      // Mantine draws its dark surfaces from this scale: warm, and not black.
      dark: [
        "#ece7de",
        "#cfc8bb",
        "#aea698",
        "#8f877a",
        "#4a443c",
        "#3a352f",
        "#2a2622",
        SURFACE.dark,
        SURFACE.darkPage,
        "#100e0c",
      ],
    },
    respectReducedMotion: true,
    components: {
      Tooltip: { defaultProps: { withArrow: false, openDelay: 200, transitionProps: { duration: 100 } } },
      Modal: {
        defaultProps: {
          ...{ transitionProps: { duration: 120 }, radius: "lg", padding: "lg" },
          closeButtonProps: { "aria-label": close },
        },
      },
      Popover: { defaultProps: { transitionProps: { duration: 100 }, shadow: "md" } },
      Menu: { defaultProps: { transitionProps: { duration: 100 }, shadow: "md" } },
    },
  });
}

/** Colours that carry a role, by theme; style sheets use these names only. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: { "--rida-measure": "68ch" },
  light: {
    "--mantine-color-body": SURFACE.lightPage,
    "--mantine-color-text": "#24211c",
    "--mantine-color-dimmed": "#655f55",
    "--mantine-color-error": "#a8321f",
    "--mantine-color-default-border": "#dcd6cb",
    "--rida-surface": SURFACE.light,
    "--rida-quiet": "#f1ede6",
    "--rida-line": "#e6e0d6",
    "--rida-signal": "#8a5a00",
    "--rida-hatch": "#d8d1c5",
    "--rida-accent": "var(--mantine-color-accent-7)",
  },
  dark: {
    "--mantine-color-body": SURFACE.darkPage,
    "--mantine-color-text": "#ece7de",
    "--mantine-color-dimmed": "#aea698",
    "--mantine-color-error": "#f0917f",
    "--mantine-color-default-border": "#3a352f",
    "--rida-surface": SURFACE.dark,
    "--rida-quiet": SURFACE.darkQuiet,
    "--rida-line": "#322e29",
    "--rida-signal": "#e3b04f",
    "--rida-hatch": "#4a443c",
    "--rida-accent": "var(--mantine-color-accent-4)",
  },
});
