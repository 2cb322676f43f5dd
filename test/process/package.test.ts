import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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
  const development = new Set([
    "jest",
    "typescript",
    "openai",
    "pyright",
    "@biomejs",
    "@jest",
    "@types",
    "@anthropic-ai",
  ]);
  for (const name of readdirSync(packages)) {
    if (name.startsWith(".") || development.has(name)) continue;
    symlinkSync(join(packages, name), join(dirname(home), name));
  }
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  user[Symbol.dispose]();
});

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

test("what is packed has every help, every query, every instruction and every editor's setup, and no test", () => {
  expect(hearth("--help")).toContain("hearth trace");
  expect(hearth("outline", "a.py")).toContain("function area");
  expect(hearth("init", "neovim")).toContain("vim.lsp");
  const page = ["index.html", "view.css", "view.js", "parts.js", "icon.svg"].map((name) => `server/view/page/${name}`);
  const listed = readdirSync(home, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  expect(listed).toEqual(
    expect.arrayContaining(["models/instructions/commit.md", "LICENSE", "docs/security.md", ...page]),
  );
  expect(listed.filter((path) => path.startsWith("dist/test") || path.includes(".test."))).toEqual([]);
});
