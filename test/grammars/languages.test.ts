import { expect, test } from "@jest/globals";
import { bash } from "../../grammars/bash/language.ts";
import { c } from "../../grammars/c/language.ts";
import { cpp } from "../../grammars/cpp/language.ts";
import { csharp } from "../../grammars/csharp/language.ts";
import { go } from "../../grammars/go/language.ts";
import { java } from "../../grammars/java/language.ts";
import { kotlin } from "../../grammars/kotlin/language.ts";
import { languageOf, languages, languageWithId } from "../../grammars/languages.ts";
import { lua } from "../../grammars/lua/language.ts";
import { php } from "../../grammars/php/language.ts";
import { python } from "../../grammars/python/language.ts";
import { ruby } from "../../grammars/ruby/language.ts";
import { rust } from "../../grammars/rust/language.ts";
import { tsx, typescript } from "../../grammars/typescript/language.ts";
import { queriesOf } from "../../server/languages/extract/queries.ts";

test.each([
  ["src/app.ts", typescript],
  ["types.d.mts", typescript],
  ["App.tsx", tsx],
  ["webpack.config.cjs", tsx],
  ["tools/setup.py", python],
  ["stubs/os.pyi", python],
  ["SETUP.PY", python],
  ["main.go", go],
  ["src/lib.rs", rust],
  ["Item.java", java],
  ["main.c", c],
  ["include/item.h", cpp],
  ["Item.cs", csharp],
  ["lib/item.rb", ruby],
  ["hearth.gemspec", ruby],
  ["src/Item.php", php],
  ["lua/item.lua", lua],
  ["install.sh", bash],
  ["Item.kt", kotlin],
  ["build.gradle.kts", kotlin],
])("%s has a language", (path, language) => {
  expect(languageOf(path)).toBe(language);
});

test.each(["README.md", "Makefile", "archive.ts.gz", ""])("%s has none", (path) => {
  expect(languageOf(path)).toBeUndefined();
});

test("an editor's javascript is read by the grammar that knows JSX", () => {
  expect(languageWithId("javascript")).toBe(tsx);
  expect(languageWithId("sh")).toBe(bash);
  expect(languageWithId("cobol")).toBeUndefined();
});

test.each(languages.map((language) => [language.ids[0], language] as const))(
  "the queries of %s compile",
  (_, language) => {
    expect(Object.keys(queriesOf(language))).toEqual(["tags", "imports", "locals"]);
  },
);
