import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Who may import whom: the table of ARCHITECTURE.md. A room may always import itself. */
const rooms: Record<string, { readonly imports: readonly string[]; readonly packages: readonly string[] }> = {
  grammars: { imports: [], packages: ["tree-sitter", "tree-sitter-typescript", "tree-sitter-python"] },
  "models/system": { imports: [], packages: [] },
  "models/host": {
    imports: ["models", "models/system"],
    packages: ["vscode-languageserver", "node-llama-cpp", "@huggingface/jinja"],
  },
  "models/catalog": { imports: [], packages: [] },
  "models/files": { imports: ["models/catalog", "models/system"], packages: ["undici"] },
  "models/inspect": { imports: ["models", "models/catalog"], packages: ["node-llama-cpp"] },
  "models/remote": {
    imports: ["models", "models/system"],
    packages: ["vscode-languageserver", "undici", "eventsource-parser"],
  },
  "models/gateway": { imports: ["models", "models/system"], packages: ["vscode-languageserver"] },
  models: { imports: ["models/system"], packages: ["vscode-languageserver"] },
  "server/text": { imports: [], packages: [] },
  "server/index": {
    imports: ["server/text", "grammars", "models/system"],
    packages: ["tree-sitter", "ignore", "@parcel/watcher", "vscode-languageserver-textdocument"],
  },
  "server/context": { imports: ["server/index", "server/text", "grammars"], packages: [] },
  "server/suggestions": { imports: ["server/context", "server/text", "server/index", "grammars"], packages: [] },
  "server/edits": {
    imports: ["server/context", "server/index", "server/text", "grammars"],
    packages: ["diff", "tree-sitter"],
  },
  "server/explanations": {
    imports: ["server/context", "server/index", "server/text", "grammars", "models/system"],
    packages: [],
  },
  "server/actions": {
    imports: ["server/edits", "server/context", "server/index", "server/text", "grammars", "models"],
    packages: [],
  },
  "server/lsp": {
    imports: [
      "server",
      "server/actions",
      "server/edits",
      "server/context",
      "server/suggestions",
      "server/index",
      "server/text",
      "models",
      "models/system",
    ],
    packages: ["vscode-languageserver"],
  },
  "server/features": {
    imports: [
      "server",
      "server/actions",
      "server/edits",
      "server/context",
      "server/suggestions",
      "server/explanations",
      "server/lsp",
      "server/index",
      "server/text",
      "grammars",
      "models",
      "models/system",
    ],
    packages: ["vscode-languageserver"],
  },
  "server/cli": {
    imports: [
      "server",
      "server/actions",
      "server/edits",
      "server/context",
      "server/suggestions",
      "server/explanations",
      "server/features",
      "server/index",
      "server/lsp",
      "server/text",
      "grammars",
      "models",
      "models/catalog",
      "models/files",
      "models/inspect",
      "models/remote",
      "models/gateway",
      "models/system",
    ],
    packages: ["vscode-languageserver", "diff"],
  },
  "server/wrap": {
    imports: ["server", "server/lsp"],
    packages: ["vscode-languageserver", "vscode-languageserver-textdocument"],
  },
  server: {
    imports: [
      "models",
      "models/catalog",
      "models/files",
      "models/remote",
      "server/actions",
      "server/cli",
      "server/context",
      "server/features",
      "server/index",
      "server/lsp",
      "server/text",
      "server/wrap",
      "models/system",
    ],
    packages: ["vscode-languageserver"],
  },
};

const roomOf = (path: string) =>
  Object.keys(rooms)
    .filter((room) => path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];

const files = ["server", "models", "grammars"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);

const statement = /^(?:import|export|\}).*? from "([^"]+)";$|^import "([^"]+)";$|\bawait import\("([^"]+)"\)/gm;

const importsOf = (path: string) =>
  [...readFileSync(join(root, path), "utf8").matchAll(statement)].map(
    (found) => found.slice(1).find((specifier) => specifier !== undefined) as string,
  );

/** Imports that the table does not allow. */
function forbidden(path: string): string[] {
  const home = roomOf(path);
  const { imports, packages } = rooms[home ?? ""] ?? { imports: [], packages: [] };
  return importsOf(path).filter((specifier) => {
    if (specifier.startsWith("node:")) return false;
    if (!specifier.startsWith(".")) return !packages.includes(specifier.replace(/^(@[^/]+\/)?([^/]+)(\/.*)?$/, "$1$2"));
    const target = roomOf(relative(root, join(root, dirname(path), specifier)));
    return target !== home && !imports.includes(target ?? "");
  });
}

test.each(files)("%s imports only what its room may", (path) => {
  expect(forbidden(path)).toEqual([]);
});

test("what looks secret is judged where files are found and where documents are placed, and nowhere else", () => {
  const judges = files.filter((path) => /\bimport \{[^}]*\blooksSecret\b/.test(readFileSync(join(root, path), "utf8")));
  expect(judges.sort()).toEqual(["server/index/discovery.ts", "server/index/placement.ts"]);
});

/** Native code and the network are for the few files that are made for them. */
test.each([
  [
    "node-llama-cpp",
    [
      "models/host/llama.ts",
      "models/host/llamaMemory.ts",
      "models/host/llamaSequence.ts",
      "models/host/llamaVocabulary.ts",
      "models/inspect/gguf.ts",
      "models/inspect/machineReport.ts",
    ],
  ],
  ["undici", ["models/files/http.ts", "models/remote/transport.ts"]],
  ["eventsource-parser", ["models/remote/events.ts"]],
])("%s is imported only in %j", (name, expected) => {
  expect(files.filter((path) => importsOf(path).includes(name)).sort()).toEqual(expected);
});
