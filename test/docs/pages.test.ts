import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "./examples.ts";
import { pages } from "./pages.ts";

test.each(["docs/actions.md", "docs/suggestions.md", "editors/vscode/package.json"])(
  "%s says what the source says; npm run docs",
  async (path) => {
    expect(readFileSync(join(root, path), "utf8")).toBe((await pages()).get(path));
  },
);
