import { expect, test } from "@jest/globals";
import { blockOffsets } from "../../models/families/zeta.ts";
import { families } from "../../models/families.ts";
import type { EditFormat, EditParts, ExcerptEdit } from "../../models/family.ts";
import { promptText } from "../../models/prompt.ts";

/** A price with tax was renamed on the second line, with the cursor on the third, at the `│`. */
const marked = `import { tax } from "./tax";
const gross = net * tax;
show(n│et);
export {};
`;
const text = marked.replace("│", "");

const parts: EditParts = {
  repository: "shop",
  path: "src/cart.ts",
  context: [{ path: "src/tax.ts", text: "export const tax = 1.2;" }],
  edits: [
    { path: "src/tax.ts", startLine: 0, before: "export const vat = 1.2;\n", after: "export const tax = 1.2;\n" },
    { path: "src/cart.ts", startLine: 1, before: "const net2 = net * tax;\n", after: "const gross = net * tax;\n" },
  ],
  excerpt: {
    text,
    startLine: 0,
    editStart: text.indexOf("const gross"),
    editEnd: text.indexOf("export {}"),
    cursor: marked.indexOf("│"),
  },
};

function formatOf(name: string): EditFormat {
  const format = families.find((family) => family.name === name)?.edit;
  if (!format) throw new Error(`${name} has no format for edits`);
  return format;
}

function promptOf(name: string, asked = parts): string {
  return promptText({ segments: formatOf(name).prompt(asked), stopTokens: [], stopTexts: [] });
}

/** The excerpt with the edit in it. */
function withEdit(edit: ExcerptEdit | undefined): string | undefined {
  return edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

const wanted = text.replace("show(net)", "show(gross)");

test("Zeta 2.1 sees what follows first, then files, edits and the marked part", () => {
  expect(promptOf("zeta-2.1")).toBe(`<[fim-suffix]>export {};
<[fim-prefix]><filename>src/tax.ts
export const tax = 1.2;

<filename>edit_history
--- a/src/tax.ts
+++ b/src/tax.ts
@@ -1,1 +1,1 @@
-export const vat = 1.2;
+export const tax = 1.2;
--- a/src/cart.ts
+++ b/src/cart.ts
@@ -2,1 +2,1 @@
-const net2 = net * tax;
+const gross = net * tax;

<filename>src/cart.ts
import { tax } from "./tax";
<|marker_1|>const gross = net * tax;
show(n<|user_cursor|>et);
<|marker_2|>
<[fim-middle]>`);
});

test("Zeta 2.1 writes what stands between two marks, and the same mark twice where nothing changes", () => {
  const { read } = formatOf("zeta-2.1");
  const answer = "<|marker_1|>const gross = net * tax;\nshow(gross<|user_cursor|>);\n<|marker_2|>";
  expect(withEdit(read(answer, parts))).toBe(wanted);
  expect(read(answer, parts)?.cursor).toBe("const gross = net * tax;\nshow(gross".length);
  expect(read("<|marker_1|><|marker_1|>", parts)).toBeUndefined();
  expect(read("show(gross);", parts)).toBeUndefined();
  expect(read("<|marker_2|>show(gross);<|marker_9|>", parts)).toBeUndefined();
});

test("Zeta 2.1 has blocks that begin behind blank lines, and none that are too long", () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `run(${i});\n`).join("");
  expect(blockOffsets("")).toEqual([0, 0]);
  expect(blockOffsets(lines(8))).toEqual([0, lines(8).length]);
  const first = `${lines(6)}\n`;
  expect(blockOffsets(first + lines(8))).toEqual([0, first.length, first.length + lines(8).length]);
  expect(blockOffsets(lines(20))).toEqual([0, lines(16).length, lines(20).length]);
  const closed = `${lines(16)}}\n`;
  expect(blockOffsets(closed + lines(8))[1]).toBe(closed.length);
});

test("Sweep sees edits as blocks, the window before the last edit and now, and goes on behind the lines above the cursor", () => {
  expect(promptOf("sweep")).toBe(`<|file_sep|>src/tax.ts
export const tax = 1.2;
<|file_sep|>src/tax.ts.diff
original:
export const vat = 1.2;
updated:
export const tax = 1.2;
<|file_sep|>src/cart.ts.diff
original:
const net2 = net * tax;
updated:
const gross = net * tax;
<|file_sep|>original/src/cart.ts:2:3
const net2 = net * tax;
show(net);
<|file_sep|>current/src/cart.ts:2:3
const gross = net * tax;
show(net);
<|file_sep|>updated/src/cart.ts:2:3
const gross = net * tax;
`);
});

test("Sweep writes the rest of the window", () => {
  const { read } = formatOf("sweep");
  expect(withEdit(read("show(gross);\n", parts))).toBe(wanted);
  expect(withEdit(read("show(gross);", parts))).toBe(wanted);
  expect(read("show(net);\n", parts)).toBeUndefined();
  expect(read("", parts)).toBeUndefined();
});

test("where the last edit put lines in above the cursor Sweep is given the first line only", () => {
  const last = { path: "src/cart.ts", startLine: 1, before: "", after: "const gross = net * tax;\n" };
  const grown = { ...parts, edits: [last], excerpt: { ...parts.excerpt, editStart: 0 } };
  expect(promptOf("sweep", grown).endsWith('updated/src/cart.ts:1:3\nimport { tax } from "./tax";\n')).toBe(true);
});

test("a blank first line that the cursor is on is for Sweep to write", () => {
  const excerpt = { text: "\nrun();\n", startLine: 0, editStart: 0, editEnd: 8, cursor: 0 };
  const first = { ...parts, edits: [], excerpt };
  expect(promptOf("sweep", first).endsWith("updated/src/cart.ts:1:2\n")).toBe(true);
  expect(formatOf("sweep").read("go();\nrun();\n", first)).toEqual({ start: 0, end: 8, text: "go();\nrun();\n" });
});
