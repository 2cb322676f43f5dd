import { execFileSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { git, gitEnvironment } from "../../../server/index/reading/git.ts";
import { Folder } from "../workspace.ts";

/** What git itself says belongs to one repository, and what people set that changes how git looks or prints. */
const others = execFileSync("git", ["rev-parse", "--local-env-vars"], { encoding: "utf8" }).trim().split("\n");
const usual = ["GIT_CEILING_DIRECTORIES", "GIT_ICASE_PATHSPECS", "GIT_NAMESPACE", "GIT_QUARANTINE_PATH"];

test.each([...others, ...usual])("%s of the editor's environment does not reach our git", (name) => {
  expect(gitEnvironment({ [name]: "x", HOME: "/h", GIT_CONFIG_GLOBAL: "/h/c" })).toEqual({
    HOME: "/h",
    GIT_CONFIG_GLOBAL: "/h/c",
    GIT_OPTIONAL_LOCKS: "0",
  });
});

test("a folder's own repository answers in an editor that was started for another one", async () => {
  using dotfiles = new Folder("--- vimrc\nset nu\n");
  using project = new Folder("--- a.ts\nlet a;\n");
  for (const folder of [dotfiles, project]) folder.git("init");
  dotfiles.git("add", ".");
  const before = { ...process.env };
  Object.assign(process.env, {
    GIT_DIR: dotfiles.path(".git"),
    GIT_WORK_TREE: dotfiles.root,
    GIT_ICASE_PATHSPECS: "1",
  });
  try {
    expect(await git(project.root, ["--literal-pathspecs", "ls-files", "-co", "-z"])).toBe("a.ts\0");
  } finally {
    for (const name of ["GIT_DIR", "GIT_WORK_TREE", "GIT_ICASE_PATHSPECS"]) delete process.env[name];
    Object.assign(process.env, before);
  }
});
