import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { noNames } from "../../server/edits/knownNames.ts";
import { propose } from "../../server/edits/propose.ts";

/** The file, with what is between the `│` rewritten by an answer, and what is told of it. */
async function rewritten(path: string, marked: string, answer: string) {
  const [before = "", region = "", after = ""] = marked.split("│");
  const text = before + region + after;
  const languageId = languageOf(path)?.ids[0] ?? "";
  const [start, end] = [before.length, before.length + region.length];
  const target = { path, languageId, text, start, end, mode: "replace" as const };
  const proposal = await propose(`\`\`\`\n${answer}\n\`\`\``, target, noNames);
  return proposal.kind === "edit" ? { text: proposal.newText, warnings: proposal.warnings } : proposal;
}

test.each([
  [
    "a.go",
    'package a\n\nimport (\n\t"fmt"\n)\n\n│func f() {\n\tfmt.Println()\n}│\n',
    'import (\n\t"fmt"\n\t"strings"\n)\n\nfunc f() {\n\tfmt.Println(strings.ToUpper("a"))\n}',
    'package a\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc f() {\n\tfmt.Println(strings.ToUpper("a"))\n}\n',
  ],
  [
    "b.go",
    "package a\n\n│func f() {\n}│\n",
    'import "fmt"\n\nfunc f() {\n\tfmt.Println()\n}',
    'package a\n\nimport "fmt"\n\nfunc f() {\n\tfmt.Println()\n}\n',
  ],
  [
    "src/a.rs",
    "use std::fmt;\n\n│fn f() {}│\n",
    "use std::collections::HashMap;\n\nfn f() {\n    let a: HashMap<u8, u8> = HashMap::new();\n}",
    "use std::fmt;\nuse std::collections::HashMap;\n\nfn f() {\n    let a: HashMap<u8, u8> = HashMap::new();\n}\n",
  ],
  [
    "A.java",
    "// A licence.\npackage a;\n\nclass A {\n    │void f() {\n    }│\n}\n",
    "import java.util.List;\n\nvoid f() {\n    List<String> a = g();\n}",
    "// A licence.\npackage a;\n\nimport java.util.List;\n\nclass A {\n    void f() {\n        List<String> a = g();\n    }\n}\n",
  ],
  [
    "A.kt",
    "package a\n\nimport a.b.C\n\n│fun f(c: C) {\n}│\n",
    "import kotlin.math.max\n\nfun f(c: C) {\n    max(1, 2)\n}",
    "package a\n\nimport a.b.C\nimport kotlin.math.max\n\nfun f(c: C) {\n    max(1, 2)\n}\n",
  ],
  [
    "A.cs",
    "using System;\n\nclass A {\n    │void F() {\n    }│\n}\n",
    "using System;\nusing System.Linq;\n\nvoid F() {\n    var a = B.Select(x => x);\n}",
    "using System;\nusing System.Linq;\n\nclass A {\n    void F() {\n        var a = B.Select(x => x);\n    }\n}\n",
  ],
])("what an answer imports in %s stands with the imports of the file", async (path, marked, answer, text) => {
  expect(await rewritten(path, marked, answer)).toEqual({ text, warnings: [] });
});

test("what the file imports, and what the code does not use, is not imported", async () => {
  const marked = "package a;\n\nimport java.util.List;\n\nclass A {\n    │void f() {\n    }│\n}\n";
  const answer = "import java.util.List;\nimport java.util.Map;\n\nvoid f() {\n    List<String> a = g();\n}";
  expect(await rewritten("A.java", marked, answer)).toEqual({
    text: marked.replace(/│[^│]*│/, "void f() {\n        List<String> a = g();\n    }"),
    warnings: [],
  });
});

test("a module that nobody knows is told of", async () => {
  const answer = 'import (\n\t"example.com/odd"\n)\n\nfunc f() {\n\todd.Do()\n}';
  expect(await rewritten("a.go", "package a\n\n│func f() {\n}│\n", answer)).toEqual({
    text: 'package a\n\nimport "example.com/odd"\n\nfunc f() {\n\todd.Do()\n}\n',
    warnings: ['It imports "example.com/odd", which this file did not use before.'],
  });
});

test("below the namespace of PHP, too", async () => {
  const answer = "use Shop\\Tax\\Rate;\n\nfunction f() {\n    return new Rate();\n}";
  expect(await rewritten("A.php", "<?php\n\nnamespace A;\n\n│function f() {\n}│\n", answer)).toEqual({
    text: "<?php\n\nnamespace A;\n\nuse Shop\\Tax\\Rate;\n\nfunction f() {\n    return new Rate();\n}\n",
    warnings: ['It imports "Shop\\Tax\\Rate", which this file did not use before.'],
  });
});

test("a class of PHP without a namespace, too", async () => {
  const answer = "use DateTime;\n\nfunction f() {\n    return new DateTime();\n}";
  expect(await rewritten("A.php", "<?php\n\nuse A\\B;\n\n│function f() {\n}│\n", answer)).toEqual({
    text: "<?php\n\nuse A\\B;\nuse DateTime;\n\nfunction f() {\n    return new DateTime();\n}\n",
    warnings: [],
  });
});

test("a list of which the file has a part is left to the user", async () => {
  const marked = "use std::fmt::Debug;\n\n│fn f() {}│\n";
  const answer = "use std::fmt::{Debug, Display};\n\nfn f(a: impl Debug + Display) {}";
  expect(await rewritten("src/a.rs", marked, answer)).toEqual({
    text: "use std::fmt::Debug;\n\nfn f(a: impl Debug + Display) {}\n",
    warnings: ["The answer also imports, which is left to you: `use std::fmt::{Debug, Display};`."],
  });
});
