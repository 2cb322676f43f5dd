import { posix } from "node:path";
import { languageOf } from "../../grammars/languages.ts";
import { testContext } from "../context/prompts/testing.ts";
import type { TestRules } from "../languages/language.ts";
import { rulesOf } from "../languages/languages.ts";
import type { Definition, DefinitionKind } from "../languages/tags.ts";
import type { Action, EditQuestion, Target } from "./action.ts";
import { definitionAt } from "./definitionAt.ts";
import { type Site, viewed } from "./site.ts";
import { isTestFile, testFileOf, usualTestFiles } from "./testFile.ts";

const tested: ReadonlySet<DefinitionKind> = new Set(["function", "class", "method"]);

/** A test sees nothing of what stands inside of these. */
const hiding: ReadonlySet<DefinitionKind> = new Set(["function", "method", "constructor"]);

/**
 * Writes tests where the project has its tests: at the end of the file's own, or in a new file.
 *
 * @example Write tests for tax
 * ```ts
 * --- price.ts
 * export function │tax(price: number) {
 *   return price * 0.2;
 * }
 * --- cart.ts
 * export const total = 1;
 * --- cart.test.ts
 * import { expect, test } from "vitest";
 * import { total } from "./cart";
 *
 * test("the total", () => expect(total).toBe(1));
 * ```
 * ```ts
 * --- price.test.ts
 * «import { expect, test } from "vitest";
 * import { tax } from "./price";
 *
 * test("a fifth is tax", () => expect(tax(10)).toBe(2));»
 * ```
 */
export const tests: Action = {
  id: "tests",
  kind: "source.tests",
  offers: (site) => {
    const definition = definitionAt(site, tested);
    if (!site.language || !definition || isTestFile(site.file.path)) return [];
    if (!canBeTested(definition, site)) return [];
    // A test cannot import what is no file of its language: a notebook or a text without a name.
    const rules = rulesOf(languageOf(site.file.path)).tests;
    if (!rules) return [];
    const title = `Write tests for ${definition.name}`;
    const needsNewFile = () => !usualTestFiles(site.file.path, rules).some((path) => site.workspace.file(path));
    if (!site.createsFiles && needsNewFile()) {
      return [
        {
          title,
          work: { does: "nothing", because: "The tests need a new file, and this editor lets no server make one." },
        },
      ];
    }
    return [{ title, work: { does: "ask", question: () => question(site, definition, rules) } }];
  },
};

/** A method can be called by whoever can import what it is part of, and is not told to be private. */
function canBeTested(definition: Definition, site: Site): boolean {
  const { kind, name, start, nameStart, parent } = definition;
  const around = site.tags.definitions[parent];
  if (kind !== "method" || !around) return canBeImported(definition, site);
  const isPrivate = /^[_#]/.test(name) || /\b(?:private|protected)\b/.test(site.file.text.slice(start, nameStart));
  return !isPrivate && !hiding.has(around.kind) && canBeImported(around, site);
}

/** What stands in modules and namespaces can be used if these are seen, where nothing is imported by its name. */
function canBeImported({ exported, name, parent }: Definition, { tags, file }: Pick<Site, "tags" | "file">): boolean {
  if (name.startsWith("_")) return false;
  const around = tags.definitions[parent];
  if (!around) return exported !== "no";
  const isSeenWhole = rulesOf(languageOf(file.path)).modules?.reaches !== undefined;
  return isSeenWhole && around.kind === "namespace" && canBeImported(around, { tags, file });
}

function question(site: Site, definition: Definition, rules: TestRules): EditQuestion {
  const framework = rules.framework(site.paths());
  const { path, example } = testFileOf(site.file.path, site.paths(), rules);
  const existing = site.workspace.file(path);
  const text = existing?.text ?? "";
  const { languageId } = site.file;
  const uri = existing?.uri ?? new URL(relativeUri(site.file.path, path), site.file.uri).href;
  const target: Target = { uri, path, languageId, text, start: text.length, end: text.length, mode: "insert" };
  const shown = existing ?? (example === undefined ? undefined : site.workspace.file(example));
  const place = { file: viewed(site), definition };
  return {
    instruction: "tests",
    target,
    show: (situation, room) =>
      testContext(situation, place, { path, isNew: !existing, example: shown, framework }, room),
  };
}

function relativeUri(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.split("/").map(encodeURIComponent).join("/");
}
