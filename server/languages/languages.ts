import type { Language } from "../../grammars/language.ts";
import { bashLanguage } from "./bash/bash.ts";
import { cLanguage, cppLanguage } from "./c/c.ts";
import { csharpLanguage } from "./csharp/csharp.ts";
import { goLanguage } from "./go/go.ts";
import { javaLanguage } from "./java/java.ts";
import { kotlinLanguage } from "./kotlin/kotlin.ts";
import type { LanguageRules } from "./language.ts";
import { luaLanguage } from "./lua/lua.ts";
import { phpLanguage } from "./php/php.ts";
import { pythonLanguage } from "./python/python.ts";
import { rubyLanguage } from "./ruby/ruby.ts";
import { rustLanguage } from "./rust/rust.ts";
import { typescriptLanguage } from "./typescript/typescript.ts";

/** By the folder of the grammar. To add a language, add its folder and its name here. */
const rulesByFolder: ReadonlyMap<string, LanguageRules> = new Map([
  ["typescript", typescriptLanguage],
  ["python", pythonLanguage],
  ["go", goLanguage],
  ["rust", rustLanguage],
  ["java", javaLanguage],
  ["c", cLanguage],
  ["cpp", cppLanguage],
  ["csharp", csharpLanguage],
  ["ruby", rubyLanguage],
  ["php", phpLanguage],
  ["lua", luaLanguage],
  ["bash", bashLanguage],
  ["kotlin", kotlinLanguage],
]);

const nothing: LanguageRules = {};

/** The rules known of a language. They are empty where only its grammar and its queries are. */
export function rulesOf(language: Language | undefined): LanguageRules {
  return (language && rulesByFolder.get(language.folder)) ?? nothing;
}
