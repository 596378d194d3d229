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
    expect(problemOf(packedPdf("a".repeat(9 * 1024 * 1024)))).toBe("unsafe");
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
    expect(problemOf(Buffer.from(`%PDF-1.7\n${bomb.slice(9).repeat(300)} endstream`, "latin1"))).toBe("unsafe");
    problemOf(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(5_000_000, 0xff)]));
    expect(performance.now() - begin).toBeLessThan(1500);
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
