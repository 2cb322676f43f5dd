import { expect, test } from "@jest/globals";
import { compared } from "../../server/verify/compare.ts";
import type { CodeFinding } from "../../server/verify/finding.ts";

/** What is said of the text between `‹›`, one finding for each pair: its message is that text. */
function said(marked: string, message?: string) {
  const findings: CodeFinding[] = [];
  let text = "";
  for (const part of marked.split(/(‹[^›]*›)/)) {
    const found = part.startsWith("‹") ? part.slice(1, -1) : undefined;
    if (found !== undefined) {
      const range = { start: text.length, end: text.length + found.length };
      findings.push({ message: message ?? found, code: "1", source: "test", isFault: true, ...range });
    }
    text += found ?? part;
  }
  return { text, findings };
}

/** The differences between two texts that differ in what stands between `«»`. */
function differences(before: string, after: string, message?: string) {
  const bounds = (marked: string) => {
    const plain = marked.replace(/[‹›]/g, "");
    return { start: plain.indexOf("«"), end: plain.indexOf("»") - 1 };
  };
  const [old, fresh] = [said(before.replace(/[«»]/g, ""), message), said(after.replace(/[«»]/g, ""), message)];
  const { start, end } = bounds(before);
  const to = bounds(after);
  const changes = [{ start, end, newText: fresh.text.slice(to.start, to.end) }];
  const { brought, gone, kept } = compared(old.findings, fresh.findings, changes);
  const messages = (findings: readonly CodeFinding[]) => findings.map((one) => `${one.message} ${one.start}`);
  return { brought: messages(brought), gone: messages(gone), kept: messages(kept) };
}

test("a finding whose code was changed and that is not there any more is gone", () => {
  expect(differences("a = «‹pric›»", "a = «price»")).toEqual({ brought: [], gone: ["pric 4"], kept: [] });
});

test("a finding in the changed code that was not there before is brought", () => {
  expect(differences("a = «‹pric›»", "a = «‹rate›»")).toEqual({ brought: ["rate 4"], gone: ["pric 4"], kept: [] });
});

test("findings above and below a change stay, wherever their lines have moved to", () => {
  const { brought, gone, kept } = differences("‹x›\n«a»\n‹y› ‹z›", "‹x›\n«a\nb\nc»\n‹y› ‹z›");
  expect([brought, gone]).toEqual([[], []]);
  expect(kept).toEqual(["x 0", "y 4", "z 6"]);
});

test("a finding that is moved inside of the changed code stays", () => {
  expect(differences("«f(‹x›)»", "«g()\nfunction g() {\n  f(‹x›)\n}»")).toMatchObject({ brought: [], gone: [] });
});

test("the same words at a place where they were not said before are brought", () => {
  const { brought, gone } = differences("a = «‹x›»\nb = x", "a = «1»\nb = ‹x›");
  expect({ brought, gone }).toEqual({ brought: ["x 10"], gone: ["x 4"] });
});

test("what is said twice and then once is gone once", () => {
  expect(differences("«‹x› ‹x›»", "«‹x› y»")).toEqual({ brought: [], gone: ["x 2"], kept: ["x 0"] });
});

test("another message about the same place is another finding", () => {
  const [before] = said("a ‹b›").findings;
  const [after] = said("a ‹b›", "worse").findings;
  if (!before || !after) throw new Error("no findings");
  expect(compared([before], [after], [])).toEqual({ brought: [after], gone: [before], kept: [] });
});
