import { extname } from "node:path";

/** The LSP language identifier of a file that no editor has named; "plaintext" for what is not known. */
export function languageIdOf(path: string): string {
  return languageIds[extname(path).toLowerCase()] ?? "plaintext";
}

const languageIds: Readonly<Record<string, string>> = {
  ".ts": "typescript",
  ".mts": "typescript",
  ".cts": "typescript",
  ".tsx": "typescriptreact",
  ".js": "javascript",
  ".mjs": "javascript",
  ".cjs": "javascript",
  ".jsx": "javascriptreact",
  ".py": "python",
  ".pyi": "python",
};
