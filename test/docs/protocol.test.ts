import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { editorCommands } from "../../server/features/executeCommand.ts";
import { type ClientFacts, clientFacts, noClient, serverCapabilities } from "../../server/lsp/capabilities.ts";
import { root } from "./examples.ts";

const page = readFileSync(join(root, "docs/protocol.md"), "utf8");
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = ""]) => found);

test("every command has its section, and every section its command", () => {
  const sections = all(page, /^### `(hearth\.\w+)`$/gm);
  expect(sections.sort()).toEqual(Object.keys(editorCommands).sort());
  expect(serverCapabilities({ ghostText: true }).executeCommandProvider?.commands.toSorted()).toEqual(sections);
});

test("the methods between server and host are those of the table", () => {
  const protocol = readFileSync(join(root, "models/local/protocol.ts"), "utf8");
  expect(all(page, /^\| `(hearth\/\w+)`/gm).sort()).toEqual(all(protocol, /"(hearth\/\w+)"/g).sort());
});

/** A type without comments, blanks and what makes it readonly. */
const bare = (type: string) =>
  type
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")
    .replace(/\breadonly\b/g, "")
    .replace(/\s+/g, "")
    .replace(/^export/, "");

const sources = ["server", "models"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(root, folder, name), "utf8")),
);

const shapes = all(page, /^```ts\n([\s\S]*?)\n```$/gm).map((type) => [/^type (\w+) =/.exec(type)?.[1] ?? "", type]);

test.each(shapes)("the shape of %s is that in the code", (name, type) => {
  const declared = sources.flatMap((text) =>
    all(text, new RegExp(`^((?:export )?type ${name} =[\\s\\S]*?;)\\n(?:\\n|$)`, "gm")),
  );
  expect(declared.map(bare)).toContain(bare(type));
});

const announced = all(page, /^\| `((?:textDocument|workspace|window)\.[\w.]+)`/gm);

/** Values of which one is what a client that can do it announces. */
const values = [true, {}, { support: true }, ["markdown"], ["create"]];

/** What Hearth takes a client for that announces this and nothing else. */
function factsOf(path: string, value: unknown): ClientFacts {
  const capabilities = path.split(".").reduceRight((inner: unknown, name) => ({ [name]: inner }), value);
  return clientFacts({ processId: null, rootUri: null, capabilities: capabilities as object });
}

/** The facts that a row of the table decides. */
const decidedBy = (path: string) =>
  [...new Set(values.flatMap((value) => Object.entries(factsOf(path, value))))]
    .filter(([name, fact]) => fact !== noClient[name as keyof ClientFacts])
    .map(([name]) => name);

test.each(announced)("whether a client announces %s makes a difference", (path) => {
  expect(new Set(decidedBy(path)).size).toBe(1);
});

/** Nothing in the protocol tells these: they go by the client's name. */
const byName = [
  "name",
  "failsAtEmptyList",
  "severalLines",
  "hoverByHand",
  "signsLackSource",
  "pauseAfterAnswerMs",
  "setsUpBy",
];

test("everything that is looked at stands in the table", () => {
  expect([...byName, ...new Set(announced.flatMap(decidedBy))].sort()).toEqual(Object.keys(noClient).sort());
});
