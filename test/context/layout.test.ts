import { describe, expect, test } from "@jest/globals";
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
  return `${files}${parts.path}\n${parts.after}\n|${parts.before}${parts.typed}${parts.begun}`;
}

function typed(
  { workspace }: Pick<Scene, "workspace">,
  marked: string,
  previous: CompletionContext,
  options: Parameters<typeof completion>[2] = {},
): CompletionContext {
  const cursor = cursorAt("main.ts", marked);
  workspace.update("main.ts", cursor.file.text);
  return completion({ workspace, cursor }, previous, options);
}

test.each([
  ["last", true],
  ["first", false],
])("a key typed in a word changes nothing that a model reads of a prompt with the suffix %s", (_, readsSuffixLast) => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst a = client.│\nend();\n`);
  const first = completion(start, undefined, { readsSuffixLast });
  const second = typed(start, "const a = client.fe│\nend();\n", first, { readsSuffixLast });
  expect(second.parts).toEqual({ ...first.parts, begun: ".fe" });
});

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

/** Files of which a small prompt shows one or two. */
const topics = ["apple", "banana", "cherry", "damson"]
  .map((name) => `--- ${name}.ts\n${filler(8, `${name}Juice`)}\nmixer.${name}(${name}Juice1, ${name}Juice2);\n`)
  .join("");
const small = { promptTokens: 400, quickTokens: 200, readsSuffixLast: true };

test("what becomes useful while one types is added behind the text after the cursor, and all before it stays", () => {
  const start = scene(`${topics}--- main.ts\nmixer.apple(│\nend();\n`);
  const first = completion(start, undefined, small);
  const later = typed(start, "mixer.apple(1);\n\nmixer.cherry(│\nend();\n", first, small);
  expect(later.change).toBe("added");
  expect(later.parts).toMatchObject({ context: first.parts.context, before: "mixer.apple(1);\n\n" });
  expect(later.parts.after).toContain(`${first.parts.after}\n\n// cherry.ts\n// `);
});

test("what was added stays where it stands when more is added", () => {
  const start = scene(`${topics}--- main.ts\nmixer.apple(│\nend();\n`);
  const roomy = { ...small, promptTokens: 900 };
  const first = completion(start, undefined, small);
  const second = typed(start, "mixer.apple(1);\n\nmixer.cherry(│\nend();\n", first, roomy);
  const third = typed(start, "mixer.apple(1);\n\nmixer.cherry(2);\n\nmixer.banana(│\nend();\n", second, roomy);
  expect(third.parts.after.startsWith(second.parts.after)).toBe(true);
  expect(third.layout.additions.length).toBeGreaterThan(second.layout.additions.length);
});

test.each([
  ["a model that reads the text before the cursor last", { readsSuffixLast: false }],
  ["a machine that would be slow to read it", { quickTokens: 8 }],
])("nothing is added for %s", (_, pace) => {
  const start = scene(`${topics}--- main.ts\nmixer.apple(│\nend();\n`);
  const first = completion(start, undefined, { ...small, ...pace });
  const later = typed(start, "mixer.apple(1);\n\nmixer.cherry(│\nend();\n", first, { ...small, ...pace });
  expect(later.change).toBe(undefined);
  expect(later.parts).toMatchObject({ context: first.parts.context, after: first.parts.after });
});

test("in a pause what was added becomes one of the files before the text", () => {
  const start = scene(`${topics}--- main.ts\nmixer.apple(│\nend();\n`);
  const first = completion(start, undefined, small);
  const later = typed(start, "mixer.apple(1);\n\nmixer.cherry(│\nend();\n", first, small);
  const rested = typed(start, "mixer.apple(1);\n\nmixer.cherry(mixer.damson(│\nend();\n", later, {
    ...small,
    idle: true,
  });
  expect([rested.change, rested.parts.after]).toEqual(["idle", first.parts.after]);
  expect(rested.parts.context.map(({ path }) => path)).toContain("cherry.ts");
});

test("a prompt with additions is not larger than it may be", () => {
  const size = { ...small, promptTokens: 800 };
  const fruits = Array.from({ length: 12 }, (_, i) => `fruit${"abcdefghijkl"[i]}`);
  const files = fruits.map((name) => `--- ${name}.ts\n${filler(8, `${name}Juice`)}\nmixer.${name}(${name}Juice1);\n`);
  const start = scene(`${files.join("")}--- main.ts\n${filler(120)}\n│\n${filler(60, "below")}\n`);
  let last = completion(start, undefined, size);
  let most = 0;
  let lines = "";
  for (const name of fruits) {
    last = typed(start, `${filler(120)}\n${lines}mixer.${name}(│\n${filler(60, "below")}\n`, last, size);
    lines += `mixer.${name}(1);\n`;
    most = Math.max(most, last.layout.additions.length);
    expect(last.tokens).toBeLessThanOrEqual(800);
  }
  expect(most).toBeGreaterThan(0);
});

test.each([
  ["after four lines where a whole prompt is read in no time", 4, { quickTokens: 1024 }],
  ["after 24 lines where it is not", 24, { quickTokens: 300 }],
  ["after 24 lines where they can be added to", 24, { quickTokens: 1024, readsSuffixLast: true }],
])("while one types, the snippets are chosen anew %s", (_, lines, pace) => {
  const start = scene(`${workspaceFiles}--- main.ts\n│\n`);
  const changes: unknown[] = [];
  let last = completion(start, undefined, pace);
  for (let line = 1; line <= lines; line++) {
    last = typed(start, `${filler(line, "line")}\nclient.│\n`, last, pace);
    changes.push(last.change);
  }
  expect(changes.indexOf("lines")).toBe(lines - 1);
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

test.each([
  ["while somebody types on", false, "outdated"],
  ["in a pause", true, "idle"],
])("what another file does not hold any more is not shown %s", (_when, idle, change) => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst a = client.│\n`);
  const first = completion(start);
  expect(read(first)).toContain('reply = client.fetch("a")');
  start.workspace.update("other.ts", 'const answer = client.fetch("b");\n');
  const second = typed(start, "const a = client.f│\n", first, { idle });
  expect(second.change).toBe(change);
  expect(read(second)).not.toContain("reply");
  expect(typed(start, "const a = client.fe│\n", second).change).toBeUndefined();
});

test("what is gone with its file is not shown either", () => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst a = client.│\n`);
  const first = completion(start);
  start.workspace.update("other.ts", "");
  expect(read(typed(start, "const a = client.f│\n", first))).not.toContain("reply");
});

test("a change elsewhere in another file leaves what is shown of it where it stands", () => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst a = client.│\n`);
  const first = completion(start);
  start.workspace.update("other.ts", 'const reply = client.fetch("a");\nlet later;\n');
  const second = typed(start, "const a = client.f│\n", first);
  expect([second.change, second.parts.context]).toEqual([undefined, first.parts.context]);
});

test("while a line is typed nothing changes before the text that is typed, in a pause neither", () => {
  const pace = { readsSuffixLast: true };
  const below = filler(20, "below");
  const start = scene(`--- main.ts\nconst a = call│\n${below}\n`);
  const first = completion(start, undefined, pace);
  const second = typed(start, `const a = call(ar│\n${below}\n`, first, pace);
  expect(second.parts).toEqual({ ...first.parts, typed: "const a = call", begun: "(ar" });
  expect(typed(start, `const a = call(ar│\n${below}\n`, second, { ...pace, idle: true }).parts).toEqual(second.parts);
});

describe("a machine that takes seconds for a prompt", () => {
  const slow = { quickTokens: 25, firstTokens: 160, readsSuffixLast: true };
  const above = filler(100, "above");
  const below = filler(100, "below");
  const start = scene(`${workspaceFiles}--- main.ts\n${above}\nconst a = client.│\n${below}\n`);
  const first = completion(start, undefined, slow);

  test("shows the model the lines around the cursor first", () => {
    expect(first.tokens).toBeLessThanOrEqual(170);
    expect(first.parts.before).toContain("const above99");
    expect(first.parts.after).toContain("const below0");
  });

  test("shows it no more while somebody types on there", () => {
    const second = typed(start, `${above}\nconst a = client.fetch();\n  b│\n${below}\n`, first, slow);
    expect(second.change).toBe(undefined);
    expect(second.parts.before.startsWith(first.parts.before)).toBe(true);
  });

  test("and in the pause the rest of the file and the workspace", () => {
    const rested = typed(start, `${above}\nconst a = client.│\n${below}\n`, first, { ...slow, idle: true });
    expect(rested.change).toBe("idle");
    expect(rested.tokens).toBeGreaterThan(500);
    expect(rested.parts.context.map(({ path }) => path)).toContain("client.ts");
  });

  test("at a place far away it begins anew with the lines around it", () => {
    const rested = typed(start, `${above}\nconst a = client.│\n${below}\n`, first, { ...slow, idle: true });
    const away = typed(start, `│\n${above}\nconst a = client.\n${below}\n`, rested, slow);
    expect([away.change, away.tokens <= 170]).toEqual(["jump", true]);
  });
});

test("a secret that is being typed is no beginning of an answer", () => {
  const { parts } = completion(scene('--- main.ts\nconst apiKey = "sk-abcdefghijklmnopqrstu0123│'));
  expect(`${parts.before}${parts.typed}${parts.begun}`).toBe('const apiKey = "[secret]');
});

test("a pause that finds nothing new changes nothing", () => {
  const start = scene(`${workspaceFiles}--- main.ts\nconst a = client.│\n`);
  const first = completion(start);
  const second = completion(start, first, { idle: true });
  expect(second).toEqual({ ...first, change: undefined });
});
