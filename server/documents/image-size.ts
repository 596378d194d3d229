/** Width and height of an image in pixels. */
export type ImageSize = { readonly width: number; readonly height: number };

/** Larger than any photograph of a paper, small enough for an old computer to open. */
const MOST_PIXELS = 60_000_000;
const LONGEST_SIDE = 20_000;

/** True when opening the image would take more memory than a picture of a document can need: a few bytes can claim any size. */
export function isAbsurd({ width, height }: ImageSize): boolean {
  return width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS;
}

/** Size of a PNG by its first chunk (PNG specification, 11.2.1); undefined when it does not begin with one. */
export function pngSize(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 33 || bytes.toString("latin1", 12, 16) !== "IHDR") return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/**
 * Size of a JPEG by its frame header (ITU T.81, B.2.2). Reads markers only, never pixels; of several frames the largest.
 * Undefined when there is no frame before the picture begins.
 */
export function jpegSize(bytes: Buffer): ImageSize | undefined {
  let at = 2;
  let found: ImageSize | undefined;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return found;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return found;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return found;
    if (isFrame(marker) && at + 9 <= bytes.length) {
      const size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
      if (found === undefined || size.width * size.height > found.width * found.height) found = size;
    }
    at += 2 + length;
  }
  return found;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
