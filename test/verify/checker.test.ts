import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { userId } from "../../base/privateFolder.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { checkerSettings } from "../../server/features/acting/checkers.ts";
import { CheckerVerifier } from "../../server/verify/checker/checkerVerifier.ts";
import { Folder } from "../index/workspace.ts";
import { repository } from "../process/environment.ts";

/** Finds fault with every line of every `.txt` below its folder that says BAD, and counts how often it was run. */
const checker = `
const { readdirSync, readFileSync, writeFileSync, statSync } = require("node:fs");
let code = 0;
for (const name of readdirSync(".", { recursive: true })) {
  if (!name.endsWith(".txt") || !statSync(name).isFile()) continue;
  readFileSync(name, "utf8").split("\\n").forEach((line, at) => {
    const found = /BAD\\w*/.exec(line);
    if (found) code = 1, console.log(name + ":" + (at + 1) + ":" + (found.index + 1) + ": error: " + found[0]);
  });
}
process.exit(code);
`;

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder[Symbol.dispose]());

function verifierOf(script: string, maxMs = 20_000) {
  const said: string[] = [];
  const settings = { commandOf: () => [process.execPath, "-e", script] as const, mayRunIn: () => true };
  const verifier = new CheckerVerifier(
    () => settings,
    (message) => void said.push(message),
  );
  return {
    said,
    verdict: (path: string, before: string, after: string, token: CancellationToken = CancellationToken.None) => {
      const diskPath = folder.path(path);
      const file = { uri: pathToFileURL(diskPath).href, diskPath, languageId: "plaintext", before, after };
      const changes = [{ start: 0, end: before.length, newText: after }];
      return verifier.verify({ files: [{ ...file, changes }], root: folder.root, open: [] }, maxMs, token);
    },
  };
}

const messages = (findings: readonly { message: string; uri: string }[]) =>
  findings.map(({ message, uri }) => `${uri.split("/").at(-1)}: ${message}`);

test("the checker sees the workspace as it would be, and the workspace stays as it is", async () => {
  folder.file("src/a.txt", "on disk\n");
  folder.file("src/b.txt", "BADb\n");
  folder.file("other/c.txt", "BADc\n");
  const { verdict } = verifierOf(checker);
  const told = await verdict("src/a.txt", "BAD1\nfine\n", "fine\nBAD2\n");
  if (told.kind !== "told") throw new Error(told.because);
  expect([messages(told.brought), messages(told.gone)]).toEqual([["a.txt: BAD2"], ["a.txt: BAD1"]]);
  expect(messages(told.kept)).toContain("b.txt: BADb");
  expect(readFileSync(folder.path("src/a.txt"), "utf8")).toBe("on disk\n");
  expect(readdirSync(join(tmpdir(), `hearth-${userId()}`)).filter((name) => name.startsWith("verify-"))).toEqual([]);
});

test("what a checker writes beside the code does not reach the workspace", async () => {
  folder.file("a.txt", "");
  folder.file("old.tsbuildinfo", "kept");
  const writes = `require("node:fs").writeFileSync("old.tsbuildinfo", "new"); require("node:fs").writeFileSync("x", "")`;
  expect(await verifierOf(writes).verdict("a.txt", "1", "2")).toMatchObject({ kind: "told", brought: [] });
  expect([readFileSync(folder.path("old.tsbuildinfo"), "utf8"), existsSync(folder.path("x"))]).toEqual(["kept", false]);
});

test("configuration above the workspace folder is found, up to the repository's own folder", async () => {
  mkdirSync(folder.path(".git"));
  folder.file("settings.json", "");
  folder.file("packages/one/a.txt", "");
  const inner = new CheckerVerifier(
    () => ({
      commandOf: () => [process.execPath, "-e", 'require("node:fs").readFileSync("../../settings.json")'],
      mayRunIn: () => true,
    }),
    () => {},
  );
  const diskPath = folder.path("packages/one/a.txt");
  const file = { uri: pathToFileURL(diskPath).href, diskPath, languageId: "", before: "", after: "1", changes: [] };
  const candidate = { files: [file], root: folder.path("packages/one"), open: [] };
  expect(await inner.verify(candidate, 20_000, CancellationToken.None)).toMatchObject({ kind: "told" });
});

test.each([
  ["fails without a finding", 20_000, "console.error('no such option'); process.exit(2)", "failed (exit code 2)"],
  ["needs too long", 300, "setInterval(() => {}, 1000)", "needs longer than there is time for"],
  ["prints without end", 20_000, "setInterval(() => console.log('x'.repeat(1000000)), 0)", "prints too much"],
])("of a checker that %s nothing is concluded", async (_, maxMs, script, because) => {
  folder.file("a.txt", "");
  const verdict = await verifierOf(script, maxMs).verdict("a.txt", "1", "2");
  expect(verdict).toEqual({ kind: "untold", because: expect.stringContaining(because) });
});

test("a workspace folder may be named with a separator at its end", async () => {
  folder.file("src/a.txt", "BAD1\n");
  const diskPath = folder.path("src/a.txt");
  const changes = [{ start: 0, end: 5, newText: "BAD2\n" }];
  const file = {
    uri: pathToFileURL(diskPath).href,
    diskPath,
    languageId: "",
    before: "BAD1\n",
    after: "BAD2\n",
    changes,
  };
  const settings = { commandOf: () => [process.execPath, "-e", checker] as const, mayRunIn: () => true };
  const verdict = await new CheckerVerifier(
    () => settings,
    () => {},
  ).verify({ files: [file], root: join(folder.root, sep), open: [] }, 20_000, CancellationToken.None);
  expect(verdict).toMatchObject({ kind: "told", brought: [{ message: "BAD2" }], gone: [{ message: "BAD1" }] });
});

test("a program that is not there is no verdict", async () => {
  folder.file("a.txt", "");
  const settings = { commandOf: () => ["no-such-checker"] as const, mayRunIn: () => true };
  const diskPath = folder.path("a.txt");
  const file = { uri: "file:///a.txt", diskPath, languageId: "", before: "", after: "1", changes: [] };
  const candidate = { files: [file], root: folder.root, open: [] };
  const verdict = await new CheckerVerifier(
    () => settings,
    () => {},
  ).verify(candidate, 1000, CancellationToken.None);
  expect(verdict).toMatchObject({ kind: "untold", because: expect.stringContaining("ENOENT") });
});

test("a check that is cancelled ends at once", async () => {
  folder.file("a.txt", "");
  const cancel = new CancellationTokenSource();
  const verdict = verifierOf("setInterval(() => {}, 1000)").verdict("a.txt", "1", "2", cancel.token);
  setTimeout(() => cancel.cancel(), 50);
  expect(await verdict).toEqual({ kind: "untold", because: "it was cancelled" });
});

const tsc = join(repository, "node_modules", ".bin", "tsc");

/** The package is there wherever this test was compiled, unless only what ships is installed. */
const ifHere = existsSync(tsc) ? test : test.skip;
ifHere("TypeScript's compiler sees what an edit of one file does to another (skipped without typescript)", async () => {
  folder.file("tsconfig.json", '{ "compilerOptions": { "noEmit": true, "types": [] }, "include": ["src"] }');
  folder.file("src/lib/b.ts", "export function f(a: string): string { return a; }\n");
  folder.file("src/a.ts", 'import { f } from "./lib/b";\nexport const x: string = f("s");\n');
  const verifier = new CheckerVerifier(
    () => ({ commandOf: () => [tsc] as const, mayRunIn: () => true }),
    () => {},
  );
  const diskPath = folder.path("src/lib/b.ts");
  const before = readFileSync(diskPath, "utf8");
  const after = before.replace("(a: string)", "(a: { b: string })").replace("return a", "return a.b");
  const changes = [{ start: 0, end: before.length, newText: after }];
  const file = { uri: pathToFileURL(diskPath).href, diskPath, languageId: "typescript", before, after, changes };
  const verdict = await verifier.verify({ files: [file], root: folder.root, open: [] }, 50_000, CancellationToken.None);
  if (verdict.kind !== "told") throw new Error(verdict.because);
  expect(messages(verdict.brought)).toEqual([expect.stringContaining("a.ts: Argument of type 'string'")]);
});

const config = (verify: object) => ({ verify: { ...defaultConfig.verify, ...verify } });

test("the checker of TypeScript is that of JavaScript, unless there is one of its own", () => {
  const tsc = ["npx", "tsc"] as const;
  const { commandOf } = checkerSettings(config({ checkers: { typescript: tsc } }));
  expect(["typescript", "typescriptreact", "javascript", "python", "toString"].map(commandOf)).toEqual([
    tsc,
    tsc,
    tsc,
    undefined,
    undefined,
  ]);
  const own = checkerSettings(config({ checkers: { typescript: tsc, javascript: ["eslint"] } }));
  expect(own.commandOf("javascript")).toEqual(["eslint"]);
});

test("where folders are named, checkers run in these and below, and nowhere else", () => {
  const { mayRunIn } = checkerSettings(config({ folders: ["/home/me/src"] }));
  expect(["/home/me/src", "/home/me/src/a", "/home/me/srcs", "/home/me", "/tmp"].map(mayRunIn)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(checkerSettings(config({})).mayRunIn("/tmp")).toBe(true);
});
