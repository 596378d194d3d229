import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { examineFile } from "#server/documents/examine-file.ts";
import { cleanFileName, toDisposition } from "#server/documents/file-name.ts";
import { jpeg, packedPdf, pdf, png } from "#test/server/documents/files.ts";

const ALL = ["pdf", "jpeg", "png"] as const;
const problemOf = (bytes: Buffer, accepts: readonly (typeof ALL)[number][] = ALL) => {
  const examined = examineFile(bytes, accepts);
  return examined.ok ? examined.kind : examined.problem;
};

describe("a file from outside", () => {
  test("is what its first bytes say", () => {
    expect([problemOf(pdf()), problemOf(jpeg()), problemOf(png())]).toEqual(["pdf", "jpeg", "png"]);
    expect(problemOf(Buffer.alloc(0))).toBe("empty");
    for (const other of [
      "GIF89a",
      "<html><script>",
      "<svg xmlns='http://www.w3.org/2000/svg'>",
      "PK\u0003\u0004",
      "MZ",
      " %PDF-1.7",
    ]) {
      expect([other, problemOf(Buffer.from(other, "latin1"))]).toEqual([other, "wrongType"]);
    }
  });

  test("is refused where the rule takes other kinds", () => {
    expect(problemOf(png(), ["pdf"])).toBe("wrongType");
    expect(problemOf(pdf(), ["jpeg", "png"])).toBe("wrongType");
  });

  test("may not claim a size that would fill the memory of whoever opens it", () => {
    expect(problemOf(png({ width: 65_000, height: 65_000 }))).toBe("notReadable");
    expect(problemOf(png({ width: 0, height: 10 }))).toBe("notReadable");
    expect(problemOf(png({ width: 4_000_000_000, height: 1 }))).toBe("notReadable");
    expect(problemOf(jpeg({ width: 65_000, height: 65_000 }))).toBe("notReadable");
    expect(problemOf(jpeg({ width: 4000, height: 6000 }))).toBe("jpeg");
    expect(problemOf(png().subarray(0, 20))).toBe("notReadable");
    expect(problemOf(Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]))).toBe("notReadable");
  });

  test("may carry no script, no program and no other file, however its name is written or packed", () => {
    for (const inside of [
      "<</S /JavaScript /JS (app.alert(1))>>",
      "<</S/J#61vaScript/JS(x)>>",
      "<</S /Launch /F (cmd.exe)>>",
      "<</Names <</EmbeddedFiles 5 0 R>>>>",
      "<</Subtype /RichMedia>>",
    ]) {
      expect([inside, problemOf(pdf(inside))]).toEqual([inside, "unsafe"]);
      expect([inside, problemOf(packedPdf(inside))]).toEqual([inside, "unsafe"]);
    }
    expect(problemOf(packedPdf("<</Type /Page /Contents 3 0 R>>"))).toBe("pdf");
    expect(problemOf(packedPdf("a".repeat(9 * 1024 * 1024)))).toBe("notReadable");
  });

  test("is looked into however its packed objects are announced", () => {
    const script = "<</S /JavaScript /JS (app.alert(1))>>";
    const rewritten = (from: string, to: string, inside = script) =>
      Buffer.from(packedPdf(inside).toString("latin1").replace(from, to), "latin1");
    expect(problemOf(rewritten("%PDF-1.7\n", "%PDF-1.7\n%/Encryp\n"))).toBe("unsafe");
    expect(problemOf(rewritten("/ObjStm", "/Obj#53tm"))).toBe("unsafe");
    expect(problemOf(rewritten("/Type /ObjStm", "/Type%x\n/ObjStm"))).toBe("unsafe");
    expect(problemOf(rewritten("/Filter /FlateDecode", "/Filter[/FlateDecode]"))).toBe("unsafe");
    expect(problemOf(rewritten("/Type /ObjStm", ""))).toBe("unsafe");
    expect(problemOf(rewritten("/Type /ObjStm /N 1 /First 4", "/N 1", `1 0 ${script}`))).toBe("unsafe");
    expect(problemOf(rewritten("/Type /ObjStm", "/Type /ObjStm /X(1 0 obj <<)"))).toBe("unsafe");
    expect(problemOf(rewritten("<</Type /ObjStm", "<</Type /ObjStm >> (stream\n endstream) <<"))).not.toBe("pdf");
    for (const [from, to] of [
      ["/Filter /FlateDecode", "/Filter[/ASCIIHexDecode/FlateDecode]"],
      ["/Filter /FlateDecode", "/Filter 7 0 R"],
      ["/Filter /FlateDecode", "/Filter/FlateDecode/DecodeParms<</Predictor 12>>"],
    ] as const) {
      expect([to, problemOf(rewritten(from, to))]).toEqual([to, "notReadable"]);
    }
  });

  test("is not taken enciphered, and a comment changes nothing", () => {
    expect(problemOf(pdf("1 0 obj <</Type/Catalog>> endobj trailer <</Encrypt 5 0 R>>"))).toBe("enciphered");
    expect(problemOf(pdf("1 0 obj <</Type/Catalog>> endobj trailer <</Encr#79pt 5 0 R>>"))).toBe("enciphered");
    expect(problemOf(Buffer.concat([packedPdf("<</S /JavaScript>>"), Buffer.from("%/Encrypt\n")]))).not.toBe("pdf");
  });

  test("is judged in no time, whatever it holds", () => {
    const hostile = Buffer.from(
      `%PDF-1.7\n${"/Type ".repeat(200_000)}${"/Type /ObjStm stream ".repeat(200_000)}`,
      "latin1",
    );
    const begin = performance.now();
    problemOf(hostile);
    const bomb = packedPdf("a".repeat(7 * 1024 * 1024))
      .subarray(0, -40)
      .toString("latin1");
    expect(problemOf(Buffer.from(`%PDF-1.7\n${bomb.slice(9).repeat(300)} endstream`, "latin1"))).toBe("notReadable");
    problemOf(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(5_000_000, 0xff)]));
    expect(performance.now() - begin).toBeLessThan(1500);
  });

  test("is judged within bounds of work: each stream once, so much unpacked, so many escapes", () => {
    const escapes = packedPdf("#41".repeat(80_000)).toString("latin1");
    const marked = escapes.replace("2 0 obj", `${"/Type /ObjStm ".repeat(100)}2 0 obj`);
    const white = deflateSync(Buffer.alloc(4_000_000)).toString("latin1");
    const begin = process.cpuUsage();
    for (const hostile of [
      marked,
      `%PDF-1.7\n${"#41".repeat(1_700_000)}`,
      `%PDF-1.7\n${"1 0 obj ".repeat(600_000)}`,
      `%PDF-1.7\n${"/ObjStm".repeat(700_000)}`,
      `%PDF-1.7\n${"stream\n".repeat(700_000)}`,
      `%PDF-1.7\n${`1 0 obj<</Length 9>>stream\n${white}\nendstream `.repeat(1_200)}`,
      escapes.repeat(900),
    ]) {
      expect(problemOf(Buffer.from(hostile, "latin1"))).toBe("notReadable");
    }
    // Seven files of up to 5 MB, in microseconds of work; without bounds the first alone takes far longer.
    const { user, system } = process.cpuUsage(begin);
    expect(user + system).toBeLessThan(6_000_000);
    const picture = `%PDF-1.7\n${`1 0 obj<</Length 9>>stream\n${white}\nendstream `.repeat(60)}`;
    expect(problemOf(Buffer.from(picture, "latin1"))).toBe("pdf");
  });
});

describe("a file name", () => {
  test("means nothing but itself, and ends as the file is", () => {
    expect(cleanFileName("شهادة الوفاة.exe", "pdf")).toBe("شهادة الوفاة.pdf");
    expect(cleanFileName("../../etc/passwd", "png")).toBe("passwd.png");
    expect(cleanFileName("C:\\files\\scan.PDF", "jpeg")).toBe("scan.jpg");
    expect(cleanFileName("a\u202egpj.exe\r\nX: y", "pdf")).toBe("agpj.exeX y.pdf");
    expect(cleanFileName("....", "pdf")).toBe("document.pdf");
    expect(cleanFileName("x".repeat(500), "pdf")).toHaveLength(84);
  });

  test("cannot break out of its header", () => {
    expect(toDisposition('a"; filename="b.html')).not.toMatch(/filename="b\.html/);
    expect(toDisposition("هوية.pdf")).toMatch(/^attachment; filename="____\.pdf"; filename\*=UTF-8''%D9%87/);
  });
});
