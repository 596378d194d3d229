import { deflateSync } from "node:zlib";

/** The smallest PNG that says it has this size; its pixels are never looked at. */
export function png({ width = 800, height = 600, extra = 0 } = {}): Buffer {
  const header = Buffer.alloc(33 + extra);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(header);
  header.writeUInt32BE(13, 8);
  header.write("IHDR", 12, "latin1");
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}

/** A JPEG up to its frame header, with a comment before it. */
export function jpeg({ width = 800, height = 600 } = {}): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 4, 0x6f, 0x6b]),
    frame,
    Buffer.from([0xff, 0xda, 0, 2]),
  ]);
}

/** A PDF with these objects between its head and its end. */
export function pdf(objects = "1 0 obj <</Type/Catalog>> endobj"): Buffer {
  return Buffer.from(`%PDF-1.7\n${objects}\ntrailer <</Root 1 0 R>>\n%%EOF\n`, "latin1");
}

/** A PDF whose objects are packed, as most programs write them. */
export function packedPdf(inside: string): Buffer {
  const packed = deflateSync(Buffer.from(inside, "latin1"));
  const head = `%PDF-1.7\n2 0 obj <</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), packed, Buffer.from("\nendstream endobj\n%%EOF\n", "latin1")]);
}
