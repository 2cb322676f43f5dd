import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Who may import whom, the ground floor first: a room may import itself and those named here, which all stand above it.
 */
const rooms: Record<string, { readonly imports: readonly string[]; readonly packages: readonly string[] }> = {
  base: { imports: [], packages: [] },
  grammars: { imports: [], packages: [] },
  models: { imports: [], packages: ["vscode-languageserver"] },
  "models/catalog": { imports: ["base"], packages: [] },
  "models/files": { imports: ["base", "models/catalog"], packages: ["undici"] },
  "models/local": { imports: ["base", "models"], packages: ["vscode-languageserver"] },
  "models/host": {
    imports: ["base", "models", "models/catalog", "models/local"],
    packages: ["vscode-languageserver", "node-llama-cpp", "@huggingface/jinja"],
  },
  "models/remote": { imports: ["base", "models"], packages: ["vscode-languageserver", "undici", "eventsource-parser"] },
  gateway: { imports: ["base", "models", "models/local"], packages: ["vscode-languageserver"] },
  "server/text": { imports: ["base"], packages: ["vscode-languageserver-textdocument"] },
  "server/slices": { imports: [], packages: [] },
  "server/languages": { imports: ["base", "grammars", "server/slices", "server/text"], packages: ["tree-sitter"] },
  "server/index": {
    imports: ["base", "grammars", "server/languages", "server/slices", "server/text"],
    packages: ["tree-sitter", "ignore", "@parcel/watcher"],
  },
  "server/context": {
    imports: ["base", "grammars", "server/index", "server/languages", "server/slices", "server/text"],
    packages: [],
  },
  "server/suggestions": {
    imports: ["base", "grammars", "server/context", "server/languages", "server/text"],
    packages: [],
  },
  "server/edits": {
    imports: ["base", "grammars", "server/context", "server/languages", "server/slices", "server/text"],
    packages: ["diff", "tree-sitter"],
  },
  "server/nextEdits": {
    imports: [
      "base",
      "grammars",
      "server/context",
      "server/edits",
      "server/index",
      "server/languages",
      "server/slices",
      "server/text",
    ],
    packages: ["diff"],
  },
  "server/explanations": {
    imports: ["base", "grammars", "server/context", "server/index", "server/languages", "server/slices", "server/text"],
    packages: [],
  },
  "server/verify": { imports: ["base", "server/text"], packages: [] },
  "server/config": { imports: ["base", "models", "models/files", "models/remote", "server/text"], packages: [] },
  "server/engines": {
    imports: ["base", "models", "models/catalog", "models/files", "models/local", "models/remote", "server/config"],
    packages: [],
  },
  "server/actions": {
    imports: [
      "base",
      "grammars",
      "models",
      "server/config",
      "server/context",
      "server/edits",
      "server/index",
      "server/languages",
      "server/slices",
      "server/text",
    ],
    packages: [],
  },
  "server/lsp": {
    imports: [
      "base",
      "models",
      "server/actions",
      "server/context",
      "server/index",
      "server/suggestions",
      "server/text",
    ],
    packages: ["vscode-languageserver"],
  },
  "server/wrap": {
    imports: ["base", "server/context", "server/lsp", "server/text", "server/verify"],
    packages: ["vscode-languageserver"],
  },
  "server/features": {
    imports: [
      "base",
      "grammars",
      "models",
      "models/local",
      "server/actions",
      "server/config",
      "server/context",
      "server/edits",
      "server/engines",
      "server/explanations",
      "server/index",
      "server/languages",
      "server/lsp",
      "server/nextEdits",
      "server/slices",
      "server/suggestions",
      "server/text",
      "server/verify",
    ],
    packages: ["vscode-languageserver"],
  },
  "server/view": { imports: ["base", "models", "models/local"], packages: [] },
  "server/cli": {
    imports: [
      "base",
      "gateway",
      "grammars",
      "models",
      "models/catalog",
      "models/files",
      "models/host",
      "models/local",
      "server/actions",
      "server/config",
      "server/context",
      "server/edits",
      "server/engines",
      "server/explanations",
      "server/features",
      "server/index",
      "server/languages",
      "server/lsp",
      "server/slices",
      "server/suggestions",
      "server/text",
      "server/verify",
      "server/view",
    ],
    packages: ["vscode-languageserver", "diff", "@modelcontextprotocol/sdk", "zod"],
  },
  server: {
    imports: [
      "base",
      "grammars",
      "models",
      "models/local",
      "server/cli",
      "server/config",
      "server/context",
      "server/engines",
      "server/features",
      "server/index",
      "server/lsp",
      "server/verify",
      "server/wrap",
    ],
    packages: ["vscode-languageserver"],
  },
};

const roomOf = (path: string) =>
  Object.keys(rooms)
    .filter((room) => path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];

const files = ["base", "gateway", "grammars", "models", "server"].flatMap((folder) =>
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
    const target = importedRoom(path, specifier);
    return target !== home && ![...imports, ...packages].includes(target);
  });
}

/** The room or the package that a specifier in a file leads to. */
function importedRoom(path: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier.replace(/^(@[^/]+\/)?([^/]+)(\/.*)?$/, "$1$2");
  return roomOf(relative(root, join(root, dirname(path), specifier))) ?? "";
}

test("rooms stand on those before them, so that no two import each other", () => {
  const names = Object.keys(rooms);
  const upward = names.flatMap((room, floor) =>
    (rooms[room]?.imports ?? [])
      .filter((other) => !names.slice(0, floor).includes(other))
      .map((other) => [room, other]),
  );
  expect(upward).toEqual([]);
});

test("a room imports everything that its row names", () => {
  const used = new Map<string, Set<string>>();
  for (const path of files) {
    const home = roomOf(path) ?? "";
    for (const specifier of importsOf(path))
      used.set(home, (used.get(home) ?? new Set()).add(importedRoom(path, specifier)));
  }
  const idle = Object.entries(rooms).flatMap(([room, { imports, packages }]) =>
    [...imports, ...packages].filter((name) => !used.get(room)?.has(name)).map((name) => [room, name]),
  );
  expect(idle).toEqual([]);
});

test.each(files)("%s imports only what its room may", (path) => {
  expect(forbidden(path)).toEqual([]);
});

test("what looks secret is judged where files are found and where documents are placed, and nowhere else", () => {
  const judges = files.filter((path) => /\bimport \{[^}]*\blooksSecret\b/.test(readFileSync(join(root, path), "utf8")));
  expect(judges.sort()).toEqual(["server/index/live/placement.ts", "server/index/reading/discovery.ts"]);
});

/** Native code and the network are for the few files that are made for them. */
test.each([
  [
    "node-llama-cpp",
    [
      "models/host/inspect/gguf.ts",
      "models/host/inspect/machineReport.ts",
      "models/host/llama.ts",
      "models/host/llamaMemory.ts",
      "models/host/llamaSequence.ts",
      "models/host/llamaVocabulary.ts",
    ],
  ],
  ["undici", ["models/files/http.ts", "models/remote/transport.ts"]],
  ["eventsource-parser", ["models/remote/events.ts"]],
])("%s is imported only in %j", (name, expected) => {
  expect(files.filter((path) => importsOf(path).includes(name)).sort()).toEqual(expected);
});

/** A cast is a claim that nobody checks; `as const` claims nothing. */
test("fewer than 3 casts stand in 1,000 lines", () => {
  const sources = files.map((path) => readFileSync(join(root, path), "utf8"));
  const casts = sources.reduce((sum, source) => sum + [...withoutTexts(source).matchAll(cast)].length, 0);
  const lines = sources.reduce((sum, source) => sum + source.split("\n").length - 1, 0);
  expect((casts / lines) * 1000).toBeLessThan(3);
});

const cast = /\bas (?:[A-Z{[(]|(?:string|number|object|unknown|never|any|typeof|keyof|readonly)\b)/g;

/** A source without what may say "as" otherwise: imports and exports, comments, and texts. */
const withoutTexts = (source: string) =>
  source
    .replace(/^(?:import|export) (?:type )?(?:\{[^}]*\}|\*)[^;]*;$/gm, "")
    .replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "")
    .replace(/"(?:[^"\\\n]|\\.)*"|`(?:[^`$\\]|\\.)*`/g, '""');
