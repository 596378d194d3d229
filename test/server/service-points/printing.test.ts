import { inflateSync } from "node:zlib";
import QRCode from "qrcode";
import { expect, test } from "vitest";
import { renderPoster } from "#server/service-points/poster.ts";
import { toQrPng, toQrSvg } from "#server/service-points/qr.ts";
import { makePolicy } from "#test/support/factories.ts";

const LINK = "https://rida.example/q/7k3mh9p2xa";

/** The bytes of a PDF with its compressed streams opened. */
function opened(pdf: Buffer): string {
  const text = pdf.toString("latin1");
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = ""]) => {
    try {
      return inflateSync(Buffer.from(body, "latin1")).toString("latin1");
    } catch {
      return "";
    }
  });
  return text + streams.join("\n");
}

function poster(label: string, paper: "a4" | "a5" = "a4", service = 0): Promise<Buffer> {
  const policy = makePolicy();
  return renderPoster({ policy, service: policy.services[service], label, link: LINK, paper });
}

test("a QR code keeps a quiet zone of four modules and level Q", async () => {
  const { modules } = QRCode.create(LINK, { errorCorrectionLevel: "Q" });
  const svg = await toQrSvg(LINK);
  expect(svg).toContain(`viewBox="0 0 ${modules.size + 8} ${modules.size + 8}"`);
  expect(svg).not.toContain(`M3 `);
});

test("a PNG has the asked size, within bounds", async () => {
  for (const [asked, side] of [
    [512, 512],
    [10, 128],
    [90_000, 2048],
  ] as const) {
    const png = await toQrPng(LINK, asked);
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(["PNG", side]);
  }
});

test.each([
  ["a4", 595, 842],
  ["a5", 420, 595],
] as const)("the %s poster is one tagged page in the house's own face", async (paper, width, height) => {
  const pdf = opened(await poster("مكتب الاستقبال", paper));
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf)?.slice(1).map(Number) ?? [];
  expect(box.map(Math.round)).toEqual([width, height]);
  expect(pdf).toMatch(/\+IBMPlexSansArabic/);
  expect(pdf).toContain("/StructTreeRoot");
});

test("what an officer writes on a poster is text, whatever it looks like", async () => {
  for (const label of [`#panic("read")`, `"), #read("/etc/passwd")`, "$ unclosed", "\\u{0} ]] #[", "{{}} <a>"]) {
    expect(opened(await poster(label)).match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  }
});

test("the longest label and a long address still make one page", async () => {
  const policy = makePolicy({ name: { ar: "جمعية طويلة الاسم ".repeat(6), en: "Long" } });
  const link = `https://evaluations.a-rather-long-name.org.sa/q/7k3mh9p2xa`;
  const pdf = await renderPoster({ policy, service: policy.services[0], label: "م".repeat(80), link, paper: "a5" });
  expect(opened(pdf).match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});
