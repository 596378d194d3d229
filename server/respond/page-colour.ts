/** WCAG 2.2, success criterion 1.4.3: contrast of text with its background. */
const ENOUGH = 4.5;

type Rgb = readonly [number, number, number];

/**
 * The brand colour, moved towards black or white in small steps until it reads on `background` with 4.5:1 or more.
 * Both are `#rrggbb`; a colour that is already readable stays as it is.
 */
export function toReadableColour(colour: string, background = "#ffffff"): string {
  const ground = parse(background);
  const target: Rgb = luminance(ground) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  const from = parse(colour);
  for (let step = 0; step <= 100; step++) {
    const moved = format(mix(from, target, step / 100));
    if (ratio(luminance(parse(moved)), luminance(ground)) >= ENOUGH) return moved;
  }
  return format(target);
}

/** WCAG contrast ratio of two `#rrggbb` colours, 1..21. */
export function contrastOf(one: string, other: string): number {
  return ratio(luminance(parse(one)), luminance(parse(other)));
}

function parse(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function format(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * share;
  return [at(0), at(1), at(2)];
}

function luminance(rgb: Rgb): number {
  const linear = (part: number) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
}

function ratio(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
