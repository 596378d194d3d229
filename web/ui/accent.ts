/** Surfaces of the two themes, on which every colour of text is checked. */
export const SURFACE = {
  ...{ light: "#ffffff", lightPage: "#faf8f4" },
  ...{ dark: "#201d19", darkPage: "#171512", darkQuiet: "#2a2622" },
} as const;

const READABLE = 4.5;

type Rgb = readonly [number, number, number];

/** WCAG 2.2 contrast of two colours `#rrggbb`, 1..21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance of `#rrggbb`, 0..1 (WCAG 2.2). */
export function luminance(colour: string): number {
  const [r, g, b] = toRgb(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * The brand colour, darkened (on light surfaces) or lightened (on dark ones) until text in it, and the surface's own
 * colour on it, can be read at 4.5:1.
 */
export function readableOn(colour: string, surface: string): string {
  const target = luminance(surface) > 0.5 ? "#000000" : "#ffffff";
  for (let step = 0; step <= 20; step += 1) {
    const tried = mix(colour, target, step / 20);
    if (contrast(tried, surface) >= READABLE) return tried;
  }
  return target;
}

/** `share` of `other` in `colour`, 0..1. */
export function mix(colour: string, other: string, share: number): string {
  const [from, to] = [toRgb(colour), toRgb(other)];
  return `#${from
    .map((part, i) =>
      Math.round(part + ((to[i] ?? 0) - part) * share)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

/** Ten shades for the interface: 4 is the accent of the dark theme, 7 that of the light one, 0 a tint of paper. */
export function toShades(
  brand: string,
): [string, string, string, string, string, string, string, string, string, string] {
  const onLight = readableOn(brand, SURFACE.lightPage);
  const onDark = readableOn(brand, SURFACE.darkQuiet);
  return [
    mix(onLight, "#ffffff", 0.92),
    mix(onLight, "#ffffff", 0.82),
    mix(onLight, "#ffffff", 0.66),
    mix(onDark, "#ffffff", 0.3),
    onDark,
    mix(onLight, "#ffffff", 0.32),
    mix(onLight, "#ffffff", 0.14),
    onLight,
    mix(onLight, "#000000", 0.12),
    mix(onLight, "#000000", 0.28),
  ];
}

function toRgb(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
