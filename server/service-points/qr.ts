import QRCode from "qrcode";

/** Level Q stands a quarter of the symbol being worn or covered; four modules of quiet zone, as ISO/IEC 18004 asks. */
const PRINTED = { errorCorrectionLevel: "Q", margin: 4 } as const;

/** QR code of an address as a scalable drawing, black on white. */
export function toQrSvg(url: string): Promise<string> {
  return QRCode.toString(url, { ...PRINTED, type: "svg" });
}

/** QR code of an address as PNG; `size` is the side in pixels, 128 to 2048. */
export function toQrPng(url: string, size: number): Promise<Buffer> {
  return QRCode.toBuffer(url, { ...PRINTED, type: "png", width: Math.min(2048, Math.max(128, Math.round(size))) });
}
