import type { Diagnostic } from "vscode-languageserver";

/** A language whose diagnostics are fixed, and the server that reports them. */
export type CheckedLanguage = {
  readonly name: string;
  readonly files: RegExp;
  readonly languageIdOf: (path: string) => string;
  /** Below the root of this repository. */
  readonly command: readonly [string, ...string[]];
  /** What lies in a tree that it can be asked about. */
  readonly needs: string | undefined;
  /** Codes of what follows from packages that are not installed. */
  readonly ofEnvironment: RegExp;
};

export const checkedLanguages: readonly CheckedLanguage[] = [
  {
    name: "Python",
    files: /\.py$/,
    languageIdOf: () => "python",
    command: ["node_modules/.bin/pyright-langserver", "--stdio"],
    needs: undefined,
    ofEnvironment: /^(?:reportMissing(?:Imports|ModuleSource|TypeStubs))$/,
  },
  {
    name: "TypeScript",
    // Tests speak of what their runner declares, which is seldom installed.
    files: /(?<!\.d|[._-]test|[._-]spec)\.tsx?$/,
    languageIdOf: (path) => (path.endsWith("x") ? "typescriptreact" : "typescript"),
    command: ["node_modules/.bin/tsc", "--lsp", "--stdio"],
    // Without it types are looked for in the network.
    needs: "tsconfig.json",
    ofEnvironment: /^(?:2307|2792|7016|2688|2580|2581|2582|2584|2591|2593|2867|2868|2875|7026)$/,
  },
];

/** True for what a fix is asked for: an error or a warning that is about the code. */
export function isOfCode({ severity = 1, code, message }: Diagnostic, { ofEnvironment }: CheckedLanguage): boolean {
  return severity <= 2 && !ofEnvironment.test(String(code)) && typeof message === "string";
}
