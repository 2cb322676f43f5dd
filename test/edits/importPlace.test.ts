import { expect, test } from "@jest/globals";
import { forms, inForm } from "../lineEnds.ts";
import { imported } from "./imported.ts";

/** The `│` is where the first import of a file goes, on a line of its own, apart from what stands around it. */
test.each([
  ["py", "code", "│b()\n"],
  ["py", "an interpreter", "#!/usr/bin/env python\n│b()\n"],
  ["py", "an interpreter and no more", "#!/usr/bin/env python\n│"],
  ["py", "an encoding", "#!/usr/bin/env python\n# -*- coding: latin-1 -*-\n│b()\n"],
  ["py", "an encoding as Vim writes it", "# vim: set fileencoding=utf-8 :\n│b()\n"],
  ["py", "a docstring", '"""Main."""\n│b()\n'],
  ["py", "a docstring of several lines", '"""Main.\n\nMore.\n"""\n│\nb()\n'],
  ["py", "a docstring below a licence", '# Copyright 2026 Nobody.\n\n"""Main."""\n│\nb()\n'],
  ["py", "a licence", "# Copyright 2026 Nobody.\n# All rights reserved.\n│\nb()\n"],
  ["py", "a comment about the file", "# What this is about.\n│\nb()\n"],
  ["py", "a comment about the code below", "│# Calls.\nb()\n"],
  ["py", "a future import", "from __future__ import annotations\n│\nb()\n"],
  ["py", "a future import in brackets", "from __future__ import (\n    annotations,\n)\n│b()\n"],
  ["py", "two future imports", "from __future__ import annotations\nfrom __future__ import division\n│\nb()\n"],
  ["py", "a future import below a docstring", '"""Main."""\n\nfrom __future__ import annotations\n│\nb()\n'],
  [
    "py",
    "a future import above a guarded one",
    "from __future__ import annotations\n│\ntry:\n    import json\nexcept ImportError:\n    json = None\nb()\n",
  ],
  [
    "py",
    "a comment between docstring and future import",
    '"""Main."""\n# Later.\nfrom __future__ import annotations\n│\nb()\n',
  ],
  ["py", "a second string", '"""Main."""\n│"""No docstring."""\nb()\n'],
  ["py", "settings of a checker", "# mypy: strict\n│b()\n"],
  ["py", "what a script needs", "# /// script\n# dependencies = []\n# ///\n│b()\n"],
  ["py", "a formatter that is off for what follows", "│# fmt: off\nb()\n"],
  ["ts", "code", "│b();\n"],
  ["js", "an interpreter", "#!/usr/bin/env node\n│b();\n"],
  ["ts", "a directive", '"use strict";\n│b();\n'],
  ["tsx", "a directive below a licence", '/* @license MIT */\n\n"use client";\n│\nb();\n'],
  ["ts", "a directive below a comment about it", '// Runs in browsers.\n"use client";\n│\nb();\n'],
  ["ts", "a reference", '/// <reference types="node" />\n│b();\n'],
  [
    "ts",
    "references below a licence",
    '// Copyright 2026 Nobody.\n\n/// <reference types="node" />\n/// <reference lib="dom" />\n│\nb();\n',
  ],
  ["ts", "an error that is expected below", "│// @ts-expect-error\nb();\n"],
  ["ts", "an error that is ignored below", "│// @ts-ignore because\nb();\n"],
  ["ts", "an error that is ignored below a licence", "// Copyright 2026 Nobody.\n│// @ts-ignore\nb();\n"],
  ["ts", "a rule that is off for the next line", "│// eslint-disable-next-line no-console\nb();\n"],
  ["ts", "a rule that is off for the file", "/* eslint-disable no-console */\n│b();\n"],
  ["ts", "a linter's rule for the next line", "│// biome-ignore lint/suspicious/noConsole: a test\nb();\n"],
  ["ts", "a formatter that leaves the next statement", "│// prettier-ignore\nb();\n"],
  ["ts", "a file that is checked", "// @ts-check\n│b();\n"],
  ["ts", "a file that is not checked", "// @ts-nocheck\n│b();\n"],
  ["tsx", "a file with its own JSX", "/** @jsxImportSource preact */\n│b();\n"],
  ["ts", "a test environment", "/**\n * @jest-environment jsdom\n */\n│\nb();\n"],
  ["ts", "documentation of the first function", "│/** Calls. */\nfunction a() {\n  b();\n}\n"],
  ["ts", "documentation of the file", "/** @file Calls. */\n│b();\n"],
  ["ts", "a comment on the line of code", "│/* first */ b();\n"],
  ["ts", "a re-export", '│export * from "./c";\nb();\n'],
])("in %s, the first import and %s", (ending, _, marked) => {
  for (const form of forms) {
    const files: [string, string][] = [
      [`a.${ending}`, marked.replace("│", "")],
      ending === "py" ? ["b.py", "def b(): pass\n"] : ["b.ts", "export function b() {}\n"],
    ];
    const statement = ending === "py" ? "from b import b" : 'import { b } from "./b";';
    const [above = "", below = ""] = marked.split("│");
    const expected = `${above}${above === "" ? "" : "\n"}${statement}\n${/^(?:\n|$)/.test(below) ? "" : "\n"}${below}`;
    expect(imported("b", files, form)).toBe(inForm(form, expected));
  }
});
