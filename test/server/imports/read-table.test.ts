import iconv from "iconv-lite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectDelimiter } from "#server/imports/detect-delimiter.ts";
import { decodeText } from "#server/imports/detect-encoding.ts";
import { readTable } from "#server/imports/read-table.ts";
import { LIMITS } from "#server/imports/table.ts";
import { makeWorkbook, toSheetData, zip } from "#test/support/workbook.ts";

const REGISTER =
  "الرقم المرجعي,الخدمة,التاريخ\nأ-١,الاستشارات القانونية والأسرية,2026/01/05\nأ-٢,ضيافة الحجاج وإرشادهم,2026/01/06\n";
const utf8 = (text: string) => Buffer.from(text);
const cellsOf = async (bytes: Uint8Array) => (await readTable(bytes)).rows.map(({ cells }) => cells);

describe("the encoding of a file", () => {
  it.each([
    ["utf-8", utf8(REGISTER)],
    ["utf-8", utf8(`\ufeff${REGISTER}`)],
    ["utf-16le", Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(REGISTER, "utf-16le")])],
    ["utf-16be", Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(REGISTER, "utf-16be")])],
    ["utf-16le", iconv.encode(REGISTER, "utf-16le")],
    ["utf-16be", iconv.encode(REGISTER, "utf-16be")],
    ["windows-1256", iconv.encode(REGISTER.replaceAll(/[١٢]/g, "1"), "windows-1256")],
    ["utf-8", utf8("reference,date\n1,2026/01/01\n")],
    ["utf-16le", iconv.encode("reference,date\n1,2026/01/01\n", "utf-16le")],
  ])("is seen to be %s (%#)", async (encoding, bytes) => {
    const { text, encoding: seen } = decodeText(bytes);
    expect(seen).toBe(encoding);
    expect(text.replace(/^\ufeff/, "")).toMatch(/^(?:الرقم المرجعي|reference),/);
    expect((await readTable(bytes)).headers[0]).toMatch(/^(?:الرقم المرجعي|reference)$/);
  });

  it("is not taken for a code page when UTF-8 was damaged in one place: the line is named", () => {
    const damaged = utf8(REGISTER);
    damaged[damaged.lastIndexOf("ض")] = 0xff;
    expect(() => decodeText(damaged)).toThrow(/^Line 3: /);
  });

  it("is refused when the bytes are no text at all", () => {
    expect(() => decodeText(Buffer.from([0xe9, 0xe8, 0xf8, 0xb1, 0xb2, 0xbc, 0xbd, 0xbe]))).toThrow(/not recognised/);
    expect(() => decodeText(utf8("a,b\n1,\0\n"))).toThrow(/^Line 2: A NUL/);
    expect(() => decodeText(Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]))).toThrow(/UTF-32/);
  });

  it("never throws anything but words for people, whatever the bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const table = await readTable(bytes).catch((error: unknown) => {
          expect(error).toMatchObject({ name: "AppError" });
        });
        if (table) for (const { cells } of table.rows) expect(cells).toHaveLength(table.headers.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the delimiter of a file", () => {
  it.each([
    [",", 'a,b,c\n1,"x;y;z;w",3\n'],
    [";", "a;b\n1,5;2,5\n3,5;4,5\n"],
    ["\t", "a\tb\n1,000\t2\n"],
    ["|", "a|b|c\n1|2|3\n"],
    [",", "only\n1\n2\n"],
    [",", 'a,b\n"line one\nline; two; three",2\n'],
    [",", 'المنطقة,الرقم\nالرياض,"37,337,756"\nجدة,"1,337,756"\n'],
  ])("is %j (%#)", (delimiter, text) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });
});

describe("a CSV file", () => {
  it("keeps quoted delimiters, quotes and line breaks, and counts lines as an editor does", async () => {
    const table = await readTable(utf8('a,b\r\n"x,""y""\r\nz",1\r\n\r\n,\r\n2,3\r\n'));
    expect(table.rows).toEqual([
      { line: 2, cells: ['x,"y"\r\nz', "1"] },
      { line: 6, cells: ["2", "3"] },
    ]);
  });

  it("reads any line ending, and no line ending at the end", async () => {
    for (const ending of ["\n", "\r\n", "\r"])
      expect(await cellsOf(utf8(["a,b", "1,2", "3,4"].join(ending)))).toEqual([
        ["1", "2"],
        ["3", "4"],
      ]);
  });

  it("gives headers without invisible marks and blanks, and each its own name", async () => {
    const { headers } = await readTable(utf8("\ufeff \u200fالمنطقة \u200e,المنطقة, ,a\u00a0 b\n1,2,3,4\n"));
    expect(headers).toEqual(["المنطقة", "المنطقة (2)", "column 3", "a b"]);
  });

  it("names the line where a row has too many or too few cells, and takes empty cells at the end", async () => {
    const table = await readTable(utf8("a,b\n1,37,337\n1\n1,2,,\n"));
    expect(table.problems).toEqual([
      { line: 2, column: "", value: "1 | 37 | 337", expected: "2 cells, found 3" },
      { line: 3, column: "", value: "1", expected: "2 cells, found 1" },
    ]);
  });

  it.each([
    ["an unclosed quotation mark", 'a,b\n1,2\n3,"x\ny\nz', /^Line 3: .*never closed/],
    ["a quotation mark inside a cell", 'a,b\n1,x"y\n', /^Line 2: .*quotation mark/],
    ["text after a quotation mark", 'a,b\n\n"x"y,1\n', /^Line 3: /],
    ["a cell of 10,001 characters", `a,b\n1,${"x".repeat(10_001)}\n`, /^Line 2: .*10000 characters/],
    ["a row of a million columns", `a,b\n${",".repeat(1_000_000)}\n`, /^Line 2: .*columns/],
    ["a header of a million columns", `${"a,".repeat(1_000_000)}\n`, /^Line 1: .*columns/],
    ["a row that never ends", `a,b\n"${"x".repeat(3_000_000)}`, /^Line 2: /],
    ["nothing", "", /empty/],
    ["blank lines", "\n \n,,\n", /empty/],
  ])("with %s is refused by line", async (_, text, message) => {
    await expect(readTable(utf8(text))).rejects.toThrow(message);
  });

  it("beyond the bounds of size, rows and cells is refused", async () => {
    await expect(readTable(Buffer.alloc(LIMITS.bytes + 1, 97))).rejects.toMatchObject({ code: "tooLarge" });
    await expect(readTable(utf8(`a\n${"1\n".repeat(LIMITS.rows + 1)}`))).rejects.toMatchObject({ code: "tooLarge" });
    const wide = `${Array.from({ length: 200 }, (_, index) => `h${index}`).join()}\n`;
    await expect(readTable(utf8(wide + `${",".repeat(198)}1,\n`.repeat(20_001)))).rejects.toMatchObject({
      code: "tooLarge",
    });
  });

  it("of 200,000 rows is read whole while others have their turn", async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const { rows } = await readTable(utf8(`a,b\n${"1,2\n".repeat(LIMITS.rows)}`));
    clearInterval(timer);
    expect(rows).toHaveLength(LIMITS.rows);
    expect(rows.at(-1)?.line).toBe(LIMITS.rows + 1);
    expect(turns).toBeGreaterThan(1);
  });

  it("comes back as it was written, whatever its cells hold", async () => {
    const Cell = fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !text.includes("\0"));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(Cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const written = [["x", "y"], ...rows]
            .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
            .join("\r\n");
          const blank = ([a = "", b = ""]: string[]) => /^[\s\p{Cf}]*$/u.test(a + b);
          const kept = (await cellsOf(utf8(written))).filter((row) => !blank([...row]));
          expect(kept).toEqual(rows.filter((row) => !blank(row)));
        },
      ),
    );
  });
});

describe("a JSON Lines file", () => {
  it("gathers its columns from all lines", async () => {
    const table = await readTable(utf8('{"a":1}\n\n{"b":"x","a":null}\r\n{"c":true}\n'));
    expect(table.headers).toEqual(["a", "b", "c"]);
    expect(table.rows).toEqual([
      { line: 1, cells: ["1", "", ""] },
      { line: 3, cells: ["", "x", ""] },
      { line: 4, cells: ["", "", "true"] },
    ]);
  });

  it.each([
    ["broken JSON", '{"a":1}\n{"a":\n', /^Line 2: This is not JSON/],
    ["a list", '{"a":1}\n[1]\n', /^Line 2: Expected one object/],
    ["an object inside", '{"a":1}\n{"a":{}}\n', /^Line 2: "a" holds/],
    [
      "a thousand names",
      `{"a":1}\n{${Array.from({ length: 1_000 }, (_, i) => `"k${i}":1`).join()}}\n`,
      /^Line 2: More than 200/,
    ],
  ])("with %s is refused by line", async (_, text, message) => {
    await expect(readTable(utf8(text))).rejects.toThrow(message);
  });

  it("takes reserved names as names", async () => {
    const table = await readTable(utf8('{"__proto__":"x","constructor":"y"}\n'));
    expect(table.headers).toEqual(["__proto__", "constructor"]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe("an XLSX workbook", () => {
  it("gives its first sheet: texts, numbers without separators, dates as days", async () => {
    const rows = `${toSheetData([
      ["الرقم", "التاريخ", "نص"],
      [37_337_756, "2026/01/05", " =1+1 "],
    ])}<row r="4"><c r="A4"><v>7</v></c><c r="B4" s="1"><v>46071</v></c></row>`;
    const table = await readTable(makeWorkbook(rows));
    expect(table).toMatchObject({
      format: "xlsx",
      encoding: null,
      delimiter: null,
      headers: ["الرقم", "التاريخ", "نص"],
    });
    expect(table.rows).toEqual([
      { line: 2, cells: ["37337756", "2026/01/05", " =1+1 "] },
      { line: 4, cells: ["7", "2026-02-18", ""] },
    ]);
  });

  const bomb = Buffer.alloc(150 * 1024 * 1024, 32);
  const sheet = toSheetData([["a"], ["1"]]);
  it.each([
    ["unpacks to 150 MB", makeWorkbook(sheet, [{ name: "xl/sharedStrings.xml", content: bomb }]), "tooLarge"],
    [
      "unpacks to 150 MB and says 10 bytes",
      makeWorkbook(sheet, [{ name: "xl/sharedStrings.xml", content: bomb, claims: 10 }]),
      "tooLarge",
    ],
    ["has a cell in column XFD", makeWorkbook(`<row r="1"><c r="XFD1"><v>1</v></c></row>`), "tooLarge"],
    ["has a row a million down", makeWorkbook(`<row r="1000000"><c r="A1000000"><v>1</v></c></row>`), "tooLarge"],
    ["has a row of odd number", makeWorkbook(`<row r="99999999999"><c r="A1"><v>1</v></c></row>`), "unprocessable"],
    ["writes a place with entities", makeWorkbook(`<row r="1"><c r="&#65;1"><v>1</v></c></row>`), "unprocessable"],
    [
      "is wide and long",
      makeWorkbook(`<row r="1"><c r="GR1"><v>1</v></c></row><row r="200000"><c r="A200000"><v>1</v></c></row>`),
      "tooLarge",
    ],
    [
      "declares entities",
      makeWorkbook(sheet, [{ name: "xl/evil.xml", content: '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }]),
      "unprocessable",
    ],
    ["has 2,000 parts", zip(Array.from({ length: 2_000 }, (_, i) => ({ name: `p${i}.xml`, content: "" }))), "tooLarge"],
    ["holds no workbook", zip([{ name: "a.xml", content: "<a/>" }]), "unprocessable"],
    ["is cut short", makeWorkbook(sheet).subarray(0, 300), "unprocessable"],
    ["is only a signature", Buffer.from("PK\u0003\u0004"), "unprocessable"],
    ["is an old or protected one", Buffer.from("d0cf11e0a1b11ae1", "hex"), "unsupported"],
  ])("that %s is refused", async (_, bytes, code) => {
    await expect(readTable(bytes)).rejects.toMatchObject({ name: "AppError", code });
  });

  it("with parts that climb out of their folder is read without them", async () => {
    const bytes = makeWorkbook(sheet, [{ name: "../../../../tmp/evil.xml", content: "<a/>" }]);
    expect(await cellsOf(bytes)).toEqual([["1"]]);
  });

  it("damaged in any byte is read or refused in words, never worse", async () => {
    const sound = makeWorkbook(sheet);
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = Buffer.from(sound);
        bytes[at] = byte;
        await readTable(bytes).catch((error: unknown) => expect(error).toMatchObject({ name: "AppError" }));
      }),
      { numRuns: 150 },
    );
  });
});
