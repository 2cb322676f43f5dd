import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Position } from "vscode-languageserver";
import { isRange } from "../lsp/fromLsp.ts";
import { Document } from "../text/document.ts";
import { type CodeFinding, type CodeFindings, placeWithoutText } from "../verify/finding.ts";
import type { CandidateEdit } from "../verify/verifier.ts";
import type { Replay } from "./replay.ts";

/** The diagnostics of a server as findings. `offsetAt` knows the text; what has no place is left out. */
export function findingsIn(
  diagnostics: readonly Diagnostic[],
  offsetAt: (position: Position) => number = ({ line, character }) => placeWithoutText(line, character),
): CodeFinding[] {
  return diagnostics.flatMap(({ range, message, code, source, tags, severity = DiagnosticSeverity.Error }) => {
    if (!isRange(range)) return [];
    return {
      message: typeof message === "string" ? message : message.value,
      ...(code === undefined ? {} : { code: String(code) }),
      ...(source === undefined ? {} : { source }),
      isFault: severity <= DiagnosticSeverity.Warning,
      ...((severity === DiagnosticSeverity.Warning || isOfUse(tags, code)) && { isWarning: true }),
      start: offsetAt(range.start),
      end: offsetAt(range.end),
    };
  });
}

/** That a name is not used yet, which some have as an error. ESLint does not tag it. */
function isOfUse(tags: unknown, code: unknown): boolean {
  return (Array.isArray(tags) && tags.includes(DiagnosticTag.Unnecessary)) || /\bno-unused-\w+$/.test(String(code));
}

export type DiagnosticsByUri = ReadonlyMap<string, readonly Diagnostic[]>;

/** The findings before a candidate and after it, of what was looked at both times. `replay` has the editor's texts. */
export function comparableFindings(
  { files }: CandidateEdit,
  before: DiagnosticsByUri,
  after: DiagnosticsByUri,
  replay: Pick<Replay, "document">,
): [CodeFindings, CodeFindings] {
  const uris = [...after.keys()].filter((uri) => before.has(uri));
  const findings = (said: DiagnosticsByUri, which: "before" | "after") =>
    new Map(
      uris.map((uri) => {
        const file = files.find((one) => one.uri === uri);
        const document = file
          ? new Document({ uri, languageId: file.languageId, version: 0, text: file[which] })
          : replay.document(uri);
        return [uri, findingsIn(said.get(uri) ?? [], document && ((position) => document.offsetAt(position)))];
      }),
    );
  return [findings(before, "before"), findings(after, "after")];
}
