import { expect, test } from "@jest/globals";
import { offered, offeredByHand, withOffered, withOfferedByHand } from "./offered.ts";

const lines = (...all: string[]) => `${all.join("\n")}\n`;

/** Calls of which the first so many, or those at these numbers, are changed. */
function calls(count: number, changed: number | readonly number[] = 0): string {
  const isChanged = (i: number) => (typeof changed === "number" ? i < changed : changed.includes(i));
  const line = (_: unknown, i: number) => `expect(get(${"abcdefgh"[i]})).${isChanged(i) ? "toEqual" : "toBe"}(1);`;
  return Array.from({ length: count }, line).join("\nrun();\n");
}

test("what was replaced twice between the same words is offered at the next places, no more than were changed", async () => {
  const two = await withOffered({ "a.ts": calls(6) }, { "a.ts": calls(6, 1) }, { "a.ts": calls(6, 2) });
  expect(two).toEqual({ "a.ts": calls(6, 4) });
});

test("one example is enough for those who ask by hand only", async () => {
  expect(await offered({ "a.ts": calls(3) }, { "a.ts": calls(3, 1) })).toEqual([]);
  expect(await withOfferedByHand({ "a.ts": calls(3) }, { "a.ts": calls(3, 1) })).toEqual({ "a.ts": calls(3, 3) });
});

test("whoever goes upwards is offered what stands above", async () => {
  const [first, second] = [calls(5, [4]), calls(5, [3, 4])];
  expect(await withOffered({ "a.ts": calls(5) }, { "a.ts": first }, { "a.ts": second })).toEqual({
    "a.ts": calls(5, [1, 2, 3, 4]),
  });
});

test("a file that was not changed has its places for those who ask by hand", async () => {
  const files = { "a.ts": calls(4), "b.ts": calls(2), "b.test.ts": calls(2) };
  const now = { "a.ts": calls(4, 2) };
  expect(await withOffered(files, { "a.ts": calls(4, 1) }, now)).toEqual({ "a.ts": calls(4, 4) });
  expect(await withOfferedByHand(files, { "a.ts": calls(4, 1) }, now)).toEqual({
    "a.ts": calls(4, 4),
    "b.ts": calls(2, 2),
  });
});

test("one place of a file says little of its others, though another file has more", async () => {
  const files = { "a.ts": calls(3), "b.ts": calls(4) };
  const other = [{ "a.ts": calls(3, 1) }, { "a.ts": calls(3, 3) }, { "b.ts": calls(4, 1) }];
  expect(await offered(files, ...other)).toEqual([]);
  expect(await withOffered(files, ...other, { "b.ts": calls(4, 2) })).toEqual({ "b.ts": calls(4, 4) });
});

test("places that the user went past say that not all are meant", async () => {
  const between = { "a.ts": calls(5, [0, 3]) };
  expect(await offered({ "a.ts": calls(5) }, { "a.ts": calls(5, [0]) }, between)).toEqual([]);
  const above = [{ "a.ts": calls(5, [1]) }, { "a.ts": calls(5, [1, 2]) }];
  expect(await offered({ "a.ts": calls(5) }, ...above)).toEqual([]);
  const byHand = await offeredByHand({ "a.ts": calls(5) }, ...above);
  expect(byHand.map(({ isSure }) => isSure)).toEqual([false, false, false]);
});

test("changes with nothing but a sign between them belong together", async () => {
  const two = ["let a: A = Object.create(null);", "", "let b: A = Object.create(null);"];
  const before = lines("const empty = () => {};", ...two, "Object.create(b);");
  const after = before.replace("Object.create(null)", "empty()");
  expect(await withOfferedByHand({ "a.ts": before }, { "a.ts": after })).toEqual({
    "a.ts": before.replaceAll("Object.create(null)", "empty()"),
  });
});

test("what became something else at another place depends on the place", async () => {
  const declared = ["Id", "Old", "User", "Order"].map((name) => `type ${name} = 1;\n`).join("");
  const line = (type: string, i: number) => `let ${"abcd"[i]}: Map<Id, ${type}>;\n\n`;
  const of = (...types: string[]) => declared + types.map(line).join("");
  const before = { "a.ts": of("Old", "Old", "Old", "Old") };
  const same = [{ "a.ts": of("User", "Old", "Old", "Old") }, { "a.ts": of("User", "User", "Old", "Old") }];
  expect(await withOffered(before, ...same)).toEqual({ "a.ts": of("User", "User", "User", "User") });
  const other = [{ "a.ts": of("User", "Old", "Old", "Old") }, { "a.ts": of("User", "Order", "Old", "Old") }];
  expect(await offered(before, ...other, { "a.ts": of("User", "Order", "Order", "Old") })).toEqual([]);
});

test("a new name that is made of the names around it is not put elsewhere", async () => {
  const of = (...types: string[]) =>
    types
      .map((type, i) => `class ${["File", "File2", "Path", "Path2"][i]} {\n  info(): Info<${type}> {}\n}\n`)
      .join("");
  const steps = [{ "a.ts": of("FileInfo", "any", "any", "any") }, { "a.ts": of("FileInfo", "FileInfo", "any", "any") }];
  expect(await offered({ "a.ts": of("any", "any", "any", "any") }, ...steps)).toEqual([]);
});

test.each([
  ["a text of several lines", (word: string, i: number) => `/*\nThe ${word} function is ${i}.\n*/\nrun();\n`],
  ["a sentence", (word: string, i: number) => `show("The ${word} function is used ${i} times.");\nrun();\n`],
])("what is put into %s belongs to it", async (_, textWith) => {
  const of = (...words: string[]) => words.map(textWith).join("");
  const steps = [{ "a.ts": of("given", "old", "old") }, { "a.ts": of("given", "given", "old") }];
  expect(await offered({ "a.ts": of("old", "old", "old") }, ...steps)).toEqual([]);
});

test("a name is given a type once", async () => {
  const lines = (...types: string[]) => types.map((type) => `def f():\n    done${type} = True\n\n`).join("");
  const steps = [{ "a.py": lines(": bool", "", "", "") }, { "a.py": lines(": bool", ": bool", "", "") }];
  expect(await offered({ "a.py": lines("", "", "", "") }, ...steps)).toEqual([]);
});

test("a remark about one line is none about others", async () => {
  const before = lines("if (a === 1) run();", "", "if (b === 1) run();", "", "if (c === 1) run();");
  const first = before.replace("run();", "run(); // never");
  const second = first.replace("(b === 1) run();", "(b === 1) run(); // never");
  expect(await offered({ "a.ts": before }, { "a.ts": first }, { "a.ts": second })).toEqual([]);
});

test("what would not parse is not offered", async () => {
  const before = lines("a = of(1, two);", "", "b = of(1, two);", "", "`of(1, two)`;");
  const after = lines("a = of(1, [two]);", "", "b = of(1, [two]);", "", "`of(1, two)`;");
  expect(await offeredByHand({ "a.ts": before }, { "a.ts": after })).toEqual([]);
});

test("a name that a file does not have is not put into it", async () => {
  const body = "const a = Object.create(null);\nrun();\nconst b = Object.create(null);\nrun();\n";
  const made = body.replaceAll("Object.create", "createNull");
  const files = { "a.ts": `const createNull = 1;\n${body}`, "c.ts": body };
  const now = { "a.ts": `const createNull = 1;\n${made}` };
  expect(await offeredByHand(files, now)).toEqual([]);
  const known = { ...files, "c.ts": `import { createNull } from "./d";\n${body}` };
  expect(Object.keys(await withOfferedByHand(known, now))).toEqual(["c.ts"]);
});

test("a parameter that two functions renamed is none of other functions' business", async () => {
  const body = (name: string) => `test(async (t, ${name}) => {});\n\n`;
  const before = body("server").repeat(4);
  const first = before.replace("server", "server1");
  const second = `${body("server1").repeat(2)}${body("server").repeat(2)}`;
  expect(await offeredByHand({ "a.ts": before }, { "a.ts": first }, { "a.ts": second })).toEqual([]);
});

test("a parameter that two functions gained or lost is none of other functions' business", async () => {
  const body = (...counts: number[]) =>
    counts.map((count, i) => `function ${"abcd"[i]}(one${count > 1 ? ", path" : ""}) {}\n\n`).join("");
  const gained = [{ "a.ts": body(2, 1, 1, 1) }, { "a.ts": body(2, 2, 1, 1) }];
  expect(await offered({ "a.ts": body(1, 1, 1, 1) }, ...gained)).toEqual([]);
  const lost = [{ "a.ts": body(1, 2, 2, 2) }, { "a.ts": body(1, 1, 2, 2) }];
  expect(await offered({ "a.ts": body(2, 2, 2, 2) }, ...lost)).toEqual([]);
});

test("a word that came in at the start of lines comes in there, and not at the end of the line before", async () => {
  const body = (words: readonly string[]) =>
    `async function run() {\n${words.map((word) => `  if (x) {\n    ${word}send(it);\n  }\n`).join("")}}\n`;
  const before = body(["", "", "", ""]);
  const steps = [{ "a.ts": body(["await ", "", "", ""]) }, { "a.ts": body(["await ", "await ", "", ""]) }];
  expect(await withOffered({ "a.ts": before }, ...steps)).toEqual({
    "a.ts": body(["await ", "await ", "await ", "await "]),
  });
});

test("a name that got another type twice gets it wherever it is declared, whatever follows", async () => {
  const before = lines(
    "def a(family: str):",
    "    pass",
    "def b(family: str, x):",
    "    pass",
    "def c(*, family: str, y=1):",
  );
  const changed = (count: number) => {
    let text = before;
    for (let i = 0; i < count; i++) text = text.replace("family: str", "family: bytes");
    return { "a.py": `${text}    pass\n` };
  };
  expect(await withOffered(changed(0), changed(1), changed(2))).toEqual(changed(3));
});

test("a comma that came at the end of lines does not come within one", async () => {
  const broken = (name: string, type: string) =>
    lines(`def ${name}(`, "    a,", `    family: ${type}`, "):", "    pass");
  const text = (one: string, two: string) =>
    broken("a", one) + broken("b", two) + lines("def c(a, family: str):", "    pass");
  const [first, second] = [text("bytes,", "str"), text("bytes,", "bytes,")];
  expect(await offered({ "a.py": text("str", "str") }, { "a.py": first }, { "a.py": second })).toEqual([]);
});

test("a text of one line that stands again as it was becomes the same again, and no other", async () => {
  const before = lines('say("Full diff:");', 'say("Full diff:");', 'say("Full diff:");', 'say("No Full diff:");');
  const changed = (count: number) => {
    let text = before;
    for (let i = 0; i < count; i++) text = text.replace('"Full diff:"', '"Full diff (of both):"');
    return { "a.ts": text };
  };
  expect(await withOffered({ "a.ts": before }, changed(1), changed(2))).toEqual(changed(3));
});
