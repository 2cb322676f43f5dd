import { expect, test } from "@jest/globals";
import type { CompletionContext } from "../../server/context/complete.ts";
import { completion, cursorAt, filler, type Scene, scene } from "./scene.ts";

const workspaceFiles = `
--- client.ts
export class Client {
  fetch(url: string) { return this.request("GET", url); }
  request(method: string, url: string) { return url; }
}
--- other.ts
const reply = client.fetch("a");
`;

/** The prompt as the model reads it: what comes first must change least. */
function read({ parts }: CompletionContext): string {
  const files = parts.context.map(({ path, text }) => `${path}\n${text}\n`).join("");
  return `${files}${parts.path}\n${parts.after}\n|${parts.before}${parts.typed}`;
}

function typed(
  { workspace }: Pick<Scene, "workspace">,
  marked: string,
  previous: CompletionContext,
): CompletionContext {
  const cursor = cursorAt("main.ts", marked);
  workspace.update("main.ts", cursor.file.text);
  return completion({ workspace, cursor }, previous);
}

test("a key typed on the line adds to the end of the prompt and changes nothing before it", () => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst a = client.│\n`);
  const first = completion(start);
  const second = typed(start, "const a = client.fe│\n", first);
  expect(first.parts.context).not.toEqual([]);
  expect(read(second)).toBe(`${read(first)}fe`);
});

test("a new line adds to the end of the prompt, too", () => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst a = client.│\nend();\n`);
  const first = completion(start);
  const second = typed(start, 'const a = client.fetch("b");\nconst c = │\nend();\n', first);
  expect(read(second)).toBe(`${read(first)}fetch("b");\nconst c = `);
});

test("a bracket that the editor closes by itself does not change the prompt", () => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst a = client.fetch│\nend();\n`);
  const first = completion(start);
  const second = typed(start, "const a = client.fetch(│)\nend();\n", first);
  expect(read(second)).toBe(`${read(first)}(`);
});

test("text that is written right of the cursor is part of what follows", () => {
  expect(completion(scene("--- main.ts\nconst a = │ + b;\nend();\n")).parts.after).toBe(" + b;\nend();\n");
});

test("after four lines the snippets are chosen anew", () => {
  const start = scene(`${workspaceFiles}--- main.ts\n│\n`);
  const first = completion(start);
  const fourth = typed(start, "a();\nb();\nc();\nd();\nconst x = client.│\n", first);
  expect([first.change, fourth.change]).toEqual(["first", "lines"]);
});

test.each([
  ["another file", "file", "other.ts", "client.│"],
  ["a place far away", "jump", "main.ts", `${filler(60)}\nclient.│`],
  ["an edit above the cursor", "above", "main.ts", "const b = 22;\nclient.│"],
])("%s is a reason to choose anew", (_, change, path, marked) => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst b = 1;\nclient.│\n`);
  const first = completion(start);
  const cursor = cursorAt(path, marked);
  expect(completion({ workspace: start.workspace, cursor }, first).change).toBe(change);
});

test("the hole moves to the cursor once eight lines were typed into it", () => {
  const start = scene("--- main.ts\n│\n");
  const lines = Array.from({ length: 9 }, (_, i) => `line(${i});`).join("\n");
  const second = completion(
    { workspace: start.workspace, cursor: cursorAt("main.ts", `${lines}\nnow│\n`) },
    completion(start),
    { rerankLines: Number.POSITIVE_INFINITY },
  );
  expect(second.parts).toMatchObject({ before: `${lines}\n`, typed: "now" });
});

test("a snippet keeps its place and its text when it is chosen again", () => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst a = client.│\n`);
  const first = completion(start);
  const second = completion(start, first, { idle: true });
  expect(second.change).toBe("idle");
  expect(second.parts.context).toEqual(first.parts.context);
});
