import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./examples.ts";
import { pages } from "./pages.ts";

/** Writes what is made of doc comments and of the list of settings: `npm run docs`. */
for (const [path, text] of await pages()) writeFileSync(join(root, path), text);
