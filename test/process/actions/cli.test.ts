import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { fenced } from "../../features/answers.ts";
import { TestUser } from "../environment.ts";
import { ScriptedHost } from "../scriptedHost.ts";

const cart = "export function total(price: number) {\r\n  return prise * 2;\r\n}\r\n";
const fixed = "export function total(price: number) {\n  return price * 2;\n}";

let user: TestUser;
let host: ScriptedHost;
let folder: string;
beforeAll(async () => {
  user = new TestUser();
  // It is named on the command line, where a file has to be there.
  writeFileSync(join(user.folder, "scripted.gguf"), "");
  host = await ScriptedHost.start(user);
  folder = join(user.folder, "shop");
  file(".git/HEAD", "ref: refs/heads/main\n");
  file("src/tax.ts", "export function taxOf(price: number) {\n  return price;\n}\n");
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
  user[Symbol.dispose]();
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function act(...args: string[]) {
  return user.run(["act", ...args, "--model", host.settings.model]);
}

test("hearth act prints a unified diff that git applies", async () => {
  const path = file("src/cart.ts", cart);
  host.answers = [fenced(fixed)];
  const { status, stdout } = await act("fix", `${path}:2`, "--diagnostic", "Cannot find name 'prise'.");
  expect(status).toBe(0);
  expect(stdout).toContain("--- a/src/cart.ts\n+++ b/src/cart.ts\n");
  execFileSync("git", ["apply", "--check"], {
    cwd: folder,
    input: stdout,
    env: { ...process.env, GIT_DIR: "/nowhere" },
  });
  expect(readFileSync(path, "utf8")).toBe(cart);
});

test("with --write the file is changed, its permissions and line ends kept", async () => {
  const path = file("src/written.ts", cart);
  chmodSync(path, 0o754);
  host.answers = [fenced(fixed)];
  const { status, stdout } = await act("fix", `${path}:2`, "--diagnostic", "Cannot find name 'prise'.", "--write");
  expect([status, stdout]).toEqual([0, "src/written.ts is changed.\n"]);
  expect(readFileSync(path, "utf8")).toBe(cart.replace("prise", "price"));
  expect(statSync(path).mode & 0o777).toBe(0o754);
});

test("a missing import needs no model", async () => {
  const path = file("src/bill.ts", "export const bill = taxOf(1);\n");
  const asked = host.asked.length;
  const { stdout } = await act("add-import", `${path}:1`, "--diagnostic", "Cannot find name 'taxOf'.");
  expect(stdout).toContain('+import { taxOf } from "./tax";');
  expect(host.asked).toHaveLength(asked);
});

test("tests are written into a new file", async () => {
  const path = file("src/fee.ts", "export function fee() {\n  return 1;\n}\n");
  host.answers = [
    fenced(
      'import { test } from "node:test";\nimport { fee } from "./fee";\n\ntest("it is one", () => {\n  fee();\n});',
    ),
  ];
  const { stdout } = await act("tests", `${path}:1`);
  expect(stdout).toMatch(/^--- \/dev\/null\n\+\+\+ b\/src\/fee\.test\.ts\n/);
});

test("a selection is given by its ends", async () => {
  const path = file("src/sum.ts", "export const sum = 1 + 2 * 3;\n");
  host.answers = [fenced("const product = 2 * 3;\nexport const sum = 1 + product;")];
  const { stdout, stderr } = await act("extract-variable", `${path}:1:24-1:29`);
  expect([stderr, stdout]).toEqual(["", expect.stringContaining("+const product = 2 * 3;")]);
});

test("--list shows what there is", async () => {
  const path = file("src/cart.ts", cart);
  const { stdout } = await user.run(["act", "--list", `${path}:1`]);
  expect(stdout).toMatch(/^document +Write a doc comment for total$/m);
  expect(stdout).toMatch(/^tests +Write tests for total$/m);
});

test("--list says of a file too large to be parsed that it is", async () => {
  const path = file("src/data.ts", `export const data = [\n${"  1,\n".repeat(60_000)}];\n`);
  const { stdout } = await user.run(["act", "--list", `${path}:70`]);
  expect(stdout).toMatch(/^explain +Explain 1$/m);
  expect(stdout).toMatch(/data\.ts is too large or too slow to parse: what asks for its syntax is not offered\.$/m);
});

test("an answer that nothing can be made of is one sentence and exit code 1", async () => {
  const path = file("src/cart.ts", cart);
  host.answers = ["No."];
  const { status, stdout, stderr } = await act("fix", `${path}:2`, "--diagnostic", "Cannot find name 'prise'.");
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^hearth: nothing is changed\. \S[^\n]*\.\n$/);
});

test.each([
  [
    ["nothing-like-it", "src/cart.ts:1"],
    2,
    "there is no action nothing-like-it; there are same-change, same-change-here, carry-on, add-import, fix",
  ],
  [["implement", "src/cart.ts:1"], 1, "there is nothing to implement here"],
  [["explain", "src/cart.ts:1"], 1, "hearth explain FILE:LINE"],
  [["fix", "src/cart.ts:2:5-1:1"], 2, "ends before it begins"],
  [["fix"], 2, "no place is given"],
])("act %j is answered in one sentence", async ([id = "", place], exitCode, sentence) => {
  file("src/cart.ts", cart);
  const { status, stderr } = await act(...[id, ...(place ? [join(folder, place)] : [])]);
  expect([status, stderr]).toEqual([exitCode, expect.stringContaining(sentence)]);
});
