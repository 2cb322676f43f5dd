import { expect, test } from "@jest/globals";
import { gather } from "../../server/context/gather.ts";
import { importedOutlines } from "../../server/context/outline.ts";
import { contextRequest } from "../../server/context/request.ts";
import { definitions } from "../../server/context/sources/definitions.ts";
import { edits } from "../../server/context/sources/edits.ts";
import { imports } from "../../server/context/sources/imports.ts";
import { pinned } from "../../server/context/sources/pinned.ts";
import { similar } from "../../server/context/sources/similar.ts";
import { usages } from "../../server/context/sources/usages.ts";
import { completionSources } from "../../server/context/sources.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { filler, scene, throwing } from "./scene.ts";

const request = (source: string) => contextRequest(scene(source).situation, 1000);

test("code that goes on after the same tokens is found, and what it goes on with is said", () => {
  const [best] = atOnce(
    similar(
      request(`
--- store.ts
export function save(db: Database) {
  return db.connection.transaction(() => 1);
}
--- main.ts
const done = db.connection.│
`),
    ),
  );
  expect(best).toMatchObject({ path: "store.ts", next: "transaction" });
});

test("an imported function is shown by its signature and the first line of its comment", () => {
  const found = definitions(
    request(`
--- circle.ts
/** The area in square metres. Never negative. */
export function area(radius: number): number {
  return 3 * radius * radius;
}
--- main.ts
import { area } from "./circle";
print(area│
`),
  );
  expect(found[0]?.text).toBe(
    "// The area in square metres. Never negative.\nexport function area(radius: number): number",
  );
});

test("of a class the members that have to do with the cursor are shown, the others named", () => {
  const found = definitions(
    request(`
--- shop.py
class Shop:
    def open_door(self, key: str) -> bool:
        return True
    def sell_bread(self, loaves: int) -> float:
        return 2.0 * loaves
--- main.py
from shop import Shop
bread = Shop()│
`),
  );
  expect(found[0]?.text).toBe("class Shop:\n  def sell_bread(self, loaves: int) -> float:\n  # open_door");
});

test("a type named in a signature comes with it", () => {
  const found = definitions(
    request(`
--- types.ts
export interface Options { retries: number }
--- client.ts
import type { Options } from "./types";
export function connect(options: Options): void {}
--- main.ts
import { connect } from "./client";
connect(│
`),
  );
  expect(found.map(({ path, reason }) => [path, reason])).toEqual([
    ["client.ts", "defines connect"],
    ["types.ts", "a type of connect"],
  ]);
});

test("how others call the function is shown, two lines around the call", () => {
  const [usage] = usages(
    request(`
--- api.ts
export function send(message: string, retries: number) {}
--- other.ts
import { send } from "./api";
${filler(30)}
before();
send("hello", 3);
after();
--- main.ts
import { send } from "./api";
send(│
`),
  );
  expect(usage?.path).toBe("other.ts");
  expect(usage?.text).toContain('before();\nsend("hello", 3);\nafter();');
});

test("imports that scrolled out of the prompt are shown", () => {
  const [snippet] = imports(request(`--- main.ts\nimport { connect } from "./client";\n${filler(60)}\n│`));
  expect(snippet).toMatchObject({
    path: "main.ts",
    startLine: 0,
    endLine: 1,
    text: 'import { connect } from "./client";',
  });
});

test("imports that the prompt shows anyway are not shown twice", () => {
  expect(imports(request('--- main.ts\nimport { connect } from "./client";\n│'))).toEqual([]);
});

test("what was changed last elsewhere counts most", () => {
  const { situation } = scene("--- a.ts\nconst a = 1;\n--- b.ts\nconst b = 2;\n--- main.ts\n│");
  const edited = ["b.ts", "a.ts"].map((path) => ({
    uri: "",
    path,
    startLine: 0,
    endLine: 1,
    oldText: "",
  }));
  const found = edits(contextRequest({ ...situation, edits: edited }, 1000));
  expect(found.map(({ text }) => text)).toEqual(["const b = 2;", "const a = 1;"]);
  expect(found[0]?.terms.edit).toBeGreaterThan(found[1]?.terms.edit as number);
});

test("an imported file is outlined by what it exports", () => {
  const [outline] = importedOutlines(
    scene(`
--- shapes.ts
export class Circle { radius = 1; area() { return 3; } }
function hidden() {}
export const unit = 1;
--- main.ts
import { Circle } from "./shapes";
│
`).situation,
  );
  expect(outline?.text).toContain("export class Circle { radius, area }");
  expect(outline?.text).not.toContain("hidden");
});

test("a pinned file is shown whole while it is short", () => {
  const { situation } = scene("--- glossary.ts\nexport const term = 1;\n--- main.ts\n│");
  const [snippet] = pinned(contextRequest({ ...situation, pinned: ["glossary.ts", "gone.ts"] }, 1000));
  expect(snippet?.text).toBe("export const term = 1;");
});

test("each source is asked in a step of its own, between which the event loop may turn", () => {
  const { situation } = scene("--- other.ts\nclient.fetch(1);\n--- main.ts\nclient.│");
  const asked: string[] = [];
  const source = (name: string) => () => {
    asked.push(name);
    return [];
  };
  const steps = gather(
    situation,
    { similar: source("similar"), edits: source("edits") },
    { tokens: 500, charactersPerToken: 3.5 },
    throwing,
  );
  const counts: number[] = [];
  while (!steps.next().done) counts.push(asked.length);
  expect(counts).toEqual([0, 1, 2, 2]);
});

test("a source that fails is logged and costs nothing but its snippets", () => {
  const { situation } = scene("--- other.ts\nclient.fetch(1);\n--- main.ts\nclient.│");
  const messages: string[] = [];
  const broken = () => {
    throw new Error("out of luck");
  };
  const room = { tokens: 500, charactersPerToken: 3.5 };
  const { chosen } = atOnce(
    gather(situation, { definitions: broken, similar }, room, (message) => messages.push(message)),
  );
  expect(chosen.map(({ path }) => path)).toEqual(["other.ts"]);
  expect(messages).toEqual([expect.stringContaining("definitions failed: Error: out of luck")]);
});

test("a secret in a snippet is replaced", () => {
  const { situation } = scene('--- other.ts\nclient.login({ password: "hunter2hunter2" });\n--- main.ts\nclient.│');
  const { chosen } = atOnce(gather(situation, completionSources, { tokens: 500, charactersPerToken: 3.5 }, throwing));
  expect(chosen[0]?.text).toBe('client.login({ password: "[secret]" });');
});

test("a piece of code that is on screen already is not shown again from elsewhere", () => {
  const code = "client.open(address);\nclient.send(message);\nclient.close();\n";
  const { situation } = scene(`--- copy.ts\n${code}\n--- main.ts\n${code}client.│`);
  const { chosen, omitted } = atOnce(
    gather(situation, completionSources, { tokens: 500, charactersPerToken: 3.5 }, throwing),
  );
  expect(chosen).toEqual([]);
  expect(omitted.map(({ why }) => why)).toContain("on screen already");
});

test("a variable that is used with a sign is found where it is declared without one", () => {
  const found = definitions(request("--- lib/rates.sh\nRATES=1\n--- lib/main.sh\nsource rates.sh\necho $RATES │\n"));
  expect(found.map(({ path }) => path)).toEqual(["lib/rates.sh"]);
});
