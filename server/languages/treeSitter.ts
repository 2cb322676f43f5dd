import { createRequire } from "node:module";
import type Parser from "tree-sitter";
import { once } from "../../base/once.ts";

/** tree-sitter, loaded by whoever needs it first: 15 ms, which an editor does not wait for. */
export const treeSitter = once(() => createRequire(import.meta.url)("tree-sitter") as typeof Parser);
