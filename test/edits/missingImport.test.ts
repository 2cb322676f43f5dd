import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { applied } from "../../server/edits/changes.ts";
import { importFor } from "../../server/edits/imports/missingImport.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";

/** The first file with the import of a name that it lacks. `--- path` lines begin the files. */
function imported(name: string, shown: string): string | undefined {
  const files = [...shown.matchAll(/^--- (.+)\n((?:(?!--- )[^\n]*(?:\n|$))*)/gm)].map(
    ([, path, text]) => [path, text] as const,
  );
  const [path, text] = files[0] as [string, string];
  const workspace = new MemoryWorkspace(Object.fromEntries(files));
  const { tags } = workspace.file(path) ?? { tags: { definitions: [], imports: [] } };
  const change = importFor(name, { path, text, tags, languageId: languageOf(path)?.ids[0] ?? "" }, workspace);
  return change && applied(text, [change]);
}

test.each<[title: string, name: string, files: string, expected: string | undefined]>([
  [
    "a file without imports gets its first",
    "b",
    `--- a.ts\nb();\n--- b.ts\nexport function b() {}\n`,
    `import { b } from "./b";\n\nb();\n`,
  ],
  [
    "a new import stands below the others and looks like them",
    "b",
    `--- a.ts\nimport {x} from './x.js'\n\nb()\n--- x.ts\nexport const x = 1;\n--- lib/b.ts\nexport function b() {}\n`,
    `import {x} from './x.js'\nimport {b} from './lib/b.js'\n\nb()\n`,
  ],
  [
    "an import with the ending of the source where others have it",
    "b",
    `--- src/a.ts\nimport { x } from "./x.ts";\nb();\n--- src/x.ts\nexport const x = 1;\n--- b.tsx\nexport function b() {}\n`,
    `import { x } from "./x.ts";\nimport { b } from "../b.tsx";\nb();\n`,
  ],
  [
    "an import from there is extended, in order",
    "b",
    `--- a.ts\nimport { a, c } from "./b";\n\nb();\n--- b.ts\nexport const a = 1, b = () => {}, c = 2;\n`,
    `import { a, b, c } from "./b";\n\nb();\n`,
  ],
  [
    "an import over several lines gets one more",
    "d",
    `--- a.ts\nimport {\n  a,\n  c,\n} from "./b";\n\nd();\n--- b.ts\nexport const a = 1, d = () => {}, c = 2;\n`,
    `import {\n  a,\n  c,\n  d,\n} from "./b";\n\nd();\n`,
  ],
  [
    "a type is imported as a type",
    "B",
    `--- a.ts\nlet b: B;\n--- b.ts\nexport type B = string;\n`,
    `import type { B } from "./b";\n\nlet b: B;\n`,
  ],
  [
    "a default export",
    "Fine",
    `--- a.ts\nnew Fine();\n--- b.ts\nexport default class Fine {}\n`,
    `import Fine from "./b";\n\nnew Fine();\n`,
  ],
  [
    "a folder's index is imported by the folder's name",
    "b",
    `--- a.ts\nb();\n--- lib/index.ts\nexport function b() {}\n`,
    `import { b } from "./lib";\n\nb();\n`,
  ],
  [
    "a module of Node's older kind requires it",
    "b",
    `--- a.js\nconst fs = require('fs')\n\nb()\n--- b.js\nfunction b() {}\nmodule.exports = { b }\n`,
    `const fs = require('fs')\nconst { b } = require('./b')\n\nb()\n`,
  ],
  [
    "below the licence and above the code",
    "b",
    `--- a.ts\n// Copyright 2026 Nobody.\n\nb();\n--- b.ts\nexport function b() {}\n`,
    `// Copyright 2026 Nobody.\n\nimport { b } from "./b";\n\nb();\n`,
  ],
  [
    "two files that export it",
    "b",
    `--- a.ts\nb();\n--- b.ts\nexport const b = 1;\n--- c.ts\nexport const b = 2;\n`,
    undefined,
  ],
  ["a file that keeps it for itself", "b", `--- a.ts\nb();\n--- b.ts\nconst b = 1;\n`, undefined],
  ["a member of a class is no export", "b", `--- a.ts\nb();\n--- b.ts\nexport class B { b() {} }\n`, undefined],
  ["a Python function does not help TypeScript", "b", `--- a.ts\nb();\n--- b.py\ndef b(): pass\n`, undefined],
  [
    "a Python function by the whole path of its module",
    "joined",
    `--- app/main.py\nimport os\n\njoined()\n--- app/text.py\ndef joined(): pass\n`,
    `import os\nfrom app.text import joined\n\njoined()\n`,
  ],
  [
    "a Python function relative to the package, where the file imports so",
    "joined",
    `--- app/sub/main.py\nfrom ..rows import rows\n\njoined()\n--- app/rows.py\nrows = 1\n--- app/text.py\ndef joined(): pass\n`,
    `from ..rows import rows\nfrom ..text import joined\n\njoined()\n`,
  ],
  [
    "a Python import in brackets gets one more",
    "c",
    `--- main.py\nfrom text import (\n    a,\n    b,\n)\n\nc()\n--- text.py\na = b = 1\ndef c(): pass\n`,
    `from text import (\n    a,\n    b,\n    c,\n)\n\nc()\n`,
  ],
  [
    "below the docstring of a Python file",
    "c",
    `--- main.py\n#!/usr/bin/env python\n"""Main."""\n\nc()\n--- text.py\ndef c(): pass\n`,
    `#!/usr/bin/env python\n"""Main."""\n\nfrom text import c\n\nc()\n`,
  ],
  [
    "lines end as the file's do",
    "b",
    `--- a.ts\nimport { x } from "./x";\r\nb();\r\n--- x.ts\nexport const x = 1;\n--- b.ts\nexport function b() {}\n`,
    `import { x } from "./x";\r\nimport { b } from "./b";\r\nb();\r\n`,
  ],
])("the import of a missing name: %s", (_, name, files, expected) => {
  expect(imported(name, files)).toBe(expected);
});
