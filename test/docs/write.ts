import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./examples.ts";
import { pages } from "./pages.ts";

/** Writes the pages that are made of doc comments: `npm run docs`. */
for (const [path, text] of await pages()) writeFileSync(join(root, path), text);
