import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./examples.ts";

/** Folders of the repository in which nothing is built, fetched or made up. */
const folders = ["base", "docs", "editors", "gateway", "grammars", "models", "server", "test"];
const builtPath = /^editors\/vscode\/(?:node_modules|dist|server)\//;
const madeUp = /^test\/(?:workspaces|edits\/corpus)\//;

/** Every file of the repository, by its path from the root. */
export const paths: readonly string[] = [
  ...readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? entry.name : [])),
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? join(entry.parentPath, entry.name).slice(root.length).replaceAll("\\", "/") : [],
    ),
  ),
].filter((path) => !builtPath.test(path));

export const textOf = (path: string) => readFileSync(join(root, path), "utf8");

/** The pages that people read. Instructions are for models. */
export const markdown = paths.filter(
  (path) => path.endsWith(".md") && !madeUp.test(path) && !path.startsWith("models/instructions/"),
);
