import { DiagnosticSeverity } from "vscode-languageserver";
import type { SourceFile } from "../../index/sourceFile.ts";
import { problemsOf } from "../../lsp/fromLsp.ts";
import type { Session } from "../session.ts";
import type { ErrorInDocument } from "./nextEditing.ts";

/** More errors come from one cause, or from a text that is being written. */
const maxErrors = 100;

/** What the language server beside Hearth finds wrong with the open documents as they are. */
export function errorsReported({ workspace, published }: Pick<Session, "workspace" | "published">): ErrorInDocument[] {
  if (!published) return [];
  return [...workspace.snapshot().open.values()].flatMap((file) => {
    const { version = file.version, diagnostics } = published(file.uri) ?? {};
    return version === file.version ? errorsAmong(file, diagnostics) : [];
  });
}

/** The errors and warnings among LSP's diagnostics of a document. */
export function errorsAmong(file: SourceFile, diagnostics: unknown): ErrorInDocument[] {
  const faults = [...problemsOf(file, diagnostics)].filter(
    ([, { severity = DiagnosticSeverity.Error }]) => severity <= DiagnosticSeverity.Warning,
  );
  return faults.slice(0, maxErrors).map(([problem]) => ({ ...problem, uri: file.uri }));
}
