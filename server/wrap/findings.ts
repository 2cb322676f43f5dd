import { type Diagnostic, DiagnosticSeverity, type Position } from "vscode-languageserver";
import { isRange } from "../lsp/fromLsp.ts";
import type { CodeFinding } from "../verify/finding.ts";

/** The diagnostics of a server as findings. `offsetAt` knows the text; what has no place is left out. */
export function findingsIn(
  diagnostics: readonly Diagnostic[],
  offsetAt: (position: Position) => number = withoutText,
): CodeFinding[] {
  return diagnostics.flatMap(({ range, message, code, source, severity = DiagnosticSeverity.Error }) => {
    if (!isRange(range)) return [];
    return {
      message: typeof message === "string" ? message : message.value,
      ...(code === undefined ? {} : { code: String(code) }),
      ...(source === undefined ? {} : { source }),
      isFault: severity <= DiagnosticSeverity.Warning,
      start: offsetAt(range.start),
      end: offsetAt(range.end),
    };
  });
}

/** Of a text that is not at hand a line and a column are as good a place: nothing is changed in it. */
function withoutText({ line, character }: Position): number {
  return line * 100_000 + character;
}
