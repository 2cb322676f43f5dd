import { expect, test } from "@jest/globals";
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { findingsIn } from "../../server/wrap/findings.ts";

const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

const cases: readonly [string, Partial<Diagnostic>, object][] = [
  ["an error is a fault", { severity: DiagnosticSeverity.Error }, { isFault: true }],
  ["so is what has no severity", {}, { isFault: true }],
  ["a warning is one that half-written code earns", { severity: DiagnosticSeverity.Warning }, { isWarning: true }],
  ["so is a name that is not used yet", { tags: [DiagnosticTag.Unnecessary] }, { isFault: true, isWarning: true }],
  ["by ESLint, too", { code: "@typescript-eslint/no-unused-vars" }, { isFault: true, isWarning: true }],
  ["a hint is none", { severity: DiagnosticSeverity.Hint }, { isFault: false }],
];

test.each(cases)("of diagnostics %s", (_name, diagnostic, finding) => {
  const [found] = findingsIn([{ message: "It is wrong.", range: place, ...diagnostic }]);
  expect(found).toMatchObject(finding);
  if (!("isWarning" in finding)) expect(found).not.toHaveProperty("isWarning");
});
