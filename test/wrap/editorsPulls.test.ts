import { expect, test } from "@jest/globals";
import { EditorsPulls } from "../../server/wrap/editorsPulls.ts";

const uri = "file:///a.ts";

/** An editor that has version 1 of a document, and a server. */
class Pulls extends EditorsPulls {
  version = 1;

  pull(result: object | undefined, identifier?: string): unknown {
    const params = { textDocument: { uri }, identifier };
    this.heard({ id: 1, method: "textDocument/diagnostic", params }, () => this.version);
    this.saw(result ? { id: 1, result } : { id: 1, error: { code: -32802, message: "the text has changed" } });
    return this.of(uri);
  }
}

test("what has not changed since is about the text as it is now", () => {
  const pulls = new Pulls();
  expect(pulls.pull({ kind: "unchanged", resultId: "1" })).toBeUndefined();
  pulls.pull({ kind: "full", items: ["fault"] });
  pulls.version = 2;
  expect(pulls.pull({ kind: "unchanged", resultId: "1" })).toEqual({ version: 2, diagnostics: ["fault"] });
});

test("a question that the server could not answer leaves what was told before", () => {
  const pulls = new Pulls();
  pulls.pull({ kind: "full", items: ["fault"] });
  pulls.version = 2;
  expect(pulls.pull(undefined)).toEqual({ version: 1, diagnostics: ["fault"] });
});

test("lists of one version are put together, and an older one is left out", () => {
  const pulls = new Pulls();
  pulls.pull({ kind: "full", items: ["type"] }, "types");
  expect(pulls.pull({ kind: "full", items: ["rule"] }, "lint")).toEqual({ version: 1, diagnostics: ["type", "rule"] });
  pulls.version = 2;
  expect(pulls.pull({ kind: "full", items: ["rule 2"] }, "lint")).toEqual({ version: 2, diagnostics: ["rule 2"] });
});

test("other answers, and all that a server told that is gone, are of no interest", () => {
  const pulls = new Pulls();
  pulls.heard({ id: 7, method: "textDocument/hover", params: { textDocument: { uri } } }, () => 1);
  pulls.saw({ id: 7, result: { kind: "full", items: ["no fault"] } });
  expect(pulls.of(uri)).toBeUndefined();
  pulls.pull({ kind: "full", items: ["fault"] });
  pulls.lost();
  expect(pulls.of(uri)).toBeUndefined();
});
