import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readSource, readSourceSync } from "../../../server/index/reading/readSource.ts";

test("a file is read as it is whatever was read before it, and in both ways alike", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-read-"));
  const long = "const long = 1; // é\n".repeat(20_000);
  const texts = ["const a = 1;\n", long, "", "\u{feff}const b = 2;\r\n", "x", long.slice(0, 65_536), "const c = 3;\n"];
  for (const [i, text] of texts.entries()) {
    const path = join(folder, `${i}.ts`);
    writeFileSync(path, text);
    const source = readSourceSync(path);
    expect("text" in source && source.text).toBe(text.replace("\u{feff}", ""));
    const { stamp } = source as { readonly stamp: object };
    expect(await readSource(path)).toMatchObject({ stamp: { ...stamp, modifiedMs: expect.any(Number) } });
  }
  rmSync(folder, { recursive: true });
});

test("what is no code that anybody reads is refused with a reason", () => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-read-"));
  const refused = (bytes: Buffer | string) => {
    writeFileSync(join(folder, "a.ts"), bytes);
    const source = readSourceSync(join(folder, "a.ts"));
    return "reason" in source && source.reason;
  };
  expect(refused("const a = 1;\n")).toBe(false);
  expect(refused(Buffer.from([0xff, 0x61]))).toBe("not UTF-8");
  expect(refused("a\0b")).toBe("binary");
  expect(refused("x".repeat(30_000))).toBe("minified");
  expect(refused(Buffer.alloc(4_000_001, "a"))).toBe("larger than 4 MB");
  rmSync(folder, { recursive: true });
});
