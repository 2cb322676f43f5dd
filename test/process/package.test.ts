import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository, TestUser } from "./environment.ts";

const folder = mkdtempSync(join(tmpdir(), "hearth-package-"));
const home = join(folder, "node_modules/hearth-ls");
const packages = join(repository, "node_modules");
let user: TestUser;

/** The package as npm packs it, unpacked beside the packages that it depends on, and those alone. */
beforeAll(() => {
  user = new TestUser();
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const options = { cwd: repository, encoding: "utf8", shell: process.platform === "win32", stdio: "pipe" } as const;
  const flags = ["--json", "--ignore-scripts", "--pack-destination", folder];
  const [packed] = JSON.parse(execFileSync(npm, ["pack", ...flags], options)) as { readonly filename: string }[];
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["xzf", join(folder, packed?.filename ?? ""), "-C", home, "--strip-components=1"]);
  for (const name of packagesOfUsers()) {
    mkdirSync(dirname(join(dirname(home), name)), { recursive: true });
    symlinkSync(join(packages, name), join(dirname(home), name));
  }
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  user[Symbol.dispose]();
});

/** Those that npm installs for a user, which are not all that a clone has. */
function packagesOfUsers(): string[] {
  const lock = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8"));
  const entries: [string, { readonly dev?: boolean; readonly devOptional?: boolean }][] = Object.entries(lock.packages);
  return entries
    .filter(([path, { dev, devOptional }]) => /^node_modules\/(?!.*node_modules)/.test(path) && !dev && !devOptional)
    .map(([path]) => path.slice("node_modules/".length))
    .filter((name) => existsSync(join(packages, name)));
}

function hearth(...args: string[]): string {
  const main = join(home, "dist/server/main.js");
  return execFileSync(process.execPath, [main, ...args], {
    env: user.env,
    encoding: "utf8",
    cwd: folder,
    stdio: "pipe",
  });
}

/** A host that a busy machine starts too slowly is there when it is asked again. */
function completed(place: string, triesLeft = 2): string {
  try {
    return hearth("complete", place, "--json");
  } catch (error) {
    if (triesLeft === 0 || !String(error).includes("does not answer")) throw error;
    return completed(place, triesLeft - 1);
  }
}

test("what is packed completes a line with the model that comes with it", () => {
  writeFileSync(join(folder, "a.py"), "def area(width, height):\n    return \n");
  const { text, reason, model } = JSON.parse(completed("a.py:2"));
  expect([text ?? reason, model]).toEqual([expect.stringMatching(/\S/), "hearth-tiny-5M"]);
});

test("what is packed has the licences of the packages that are in its bundle", () => {
  const licences = readFileSync(join(home, "dist/bundle/LICENSES.txt"), "utf8");
  expect(licences).toMatch(/^vscode-languageserver \d.*\n\n.*Copyright/ms);
  expect(existsSync(join(dirname(home), "vscode-languageserver"))).toBe(false);
});

test("what is packed answers the tools of an agent, and reads a folder in processes of its own", () => {
  expect(hearth("index", folder)).toMatch(/a\.py|files?/);
  expect(hearth("mcp", "--help")).toContain("mcp");
});

test("what is packed has every help, every query, every instruction and every editor's setup, and no test", () => {
  expect(hearth("--help")).toContain("hearth trace");
  expect(hearth("outline", "a.py")).toContain("function area");
  expect(hearth("init", "neovim")).toContain("vim.lsp");
  const page = ["index.html", "view.css", "view.js", "parts.js", "icon.svg"].map((name) => `server/view/page/${name}`);
  const listed = readdirSync(home, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  expect(listed).toEqual(
    expect.arrayContaining(["models/instructions/commit.md", "LICENSE", "docs/security.md", ...page]),
  );
  expect(listed.filter((path) => /^dist\/test|\.test\.|\.map$/.test(path))).toEqual([]);
});
