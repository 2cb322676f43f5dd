import { languageOf } from "../../../grammars/languages.ts";
import type { ImportRules } from "../../languages/importing/rules.ts";
import { firstStatementAt, statementAt } from "../../languages/importing/statement.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { Import } from "../../languages/tags.ts";
import { type Draft, withChange } from "../draft.ts";
import type { KnownNames } from "../knownNames.ts";
import { type Original, parsed } from "../original.ts";
import { isRefusal, type Refusal, refused } from "../proposal.ts";
import { namesIn } from "../scopes/bindings.ts";
import { exportersOf, offers } from "./exporters.ts";
import { withImportLines } from "./importLines.ts";
import { importInto } from "./missingImport.ts";

/** The draft with those imports of an answer that the region needs and the file lacks. */
export async function withAnswerImports(
  draft: Draft,
  statements: readonly string[],
  original: Original,
  names: KnownNames,
): Promise<Draft | Refusal> {
  const { names: rules, importing, importLines } = rulesOf(original.language);
  if (importLines) {
    const { draft: written, left } = await withImportLines(draft, statements, importLines, original, names);
    return withImportsTold(written, left);
  }
  if (!rules || !importing) return withImportsTold(draft, statements);
  let result = draft;
  for (const statement of statements) {
    for (const one of (await parsed(original.language, statement, original.slices)).tags.imports) {
      const used = result.tree ? namesIn(result.tree, rules, result.start, result.end) : new Set<string>();
      const known = new Set(result.tags.imports.flatMap((each) => each.names.map(({ local }) => local)));
      const { first } = importing;
      const isNewFirst = first !== undefined && one.specifier === first && !original.text.includes(first);
      const wanted = one.names.filter(({ local }) => isNewFirst || (used.has(local) && !known.has(local)));
      if (wanted.length === 0) continue;
      const next = await withImport(result, statement, { ...one, names: wanted }, importing, original, names);
      if (isRefusal(next)) return next;
      result = next;
    }
  }
  return result;
}

/** Where it is not known how imports are written, they are left to the user. */
function withImportsTold(draft: Draft, statements: readonly string[]): Draft {
  if (statements.length === 0) return draft;
  const told = statements.slice(0, 3).map((each) => `\`${each.replace(/\s+/g, " ").trim().slice(0, 80)}\``);
  return {
    ...draft,
    warnings: [...draft.warnings, `The answer also imports, which is left to you: ${told.join(", ")}.`],
  };
}

async function withImport(
  draft: Draft,
  statement: string,
  one: Import,
  rules: ImportRules,
  original: Original,
  names: KnownNames,
): Promise<Draft | Refusal> {
  const target = names.moduleOf(original.path, one.specifier, one.names[0]?.imported);
  const missing = one.names.find(({ imported }) => !isOffered(imported, target, one.specifier, names));
  const into: Original = { ...original, ...draft, own: [], around: [] };
  const plain = one.names.every(({ imported, local }) => imported === local || imported === "default");
  const isFound = plain && one.names.every(({ local }) => exportersOf(local, original, names).length === 1);
  if (missing && !isFound) {
    return refused(
      `The answer imports \`${missing.local}\` from "${shown(one.specifier)}", which is not there.`,
      `There is no \`${missing.imported}\` in "${shown(one.specifier)}". Use only what exists.`,
    );
  }
  if (isFound) {
    let result = draft;
    for (const { local } of one.names) {
      const change = importInto({ ...into, ...result }, local, names);
      if (change) result = await withChange(result, change, original);
    }
    return result;
  }
  const warnings = isKnownModule(one.specifier, target, rules, original)
    ? []
    : [`It imports "${shown(one.specifier)}", which this file did not use before.`];
  const written = rules.inFileStyle(statement, one, original, names);
  const place =
    one.specifier === rules.first ? firstStatementAt(into, rules, written) : statementAt(into, rules, written);
  const next = await withChange(draft, place, original);
  return { ...next, warnings: [...draft.warnings, ...warnings] };
}

/** A relative import must lead to a file; a file of the workspace must offer what is taken from it. */
function isOffered(imported: string, target: string | undefined, specifier: string, names: KnownNames): boolean {
  if (target === undefined) return !specifier.startsWith(".");
  if (imported === "*") return true;
  return offers(target, imported, names) || rulesOf(languageOf(target)).modules?.nameOf?.(target) === imported;
}

function isKnownModule(specifier: string, target: string | undefined, rules: ImportRules, { tags }: Original): boolean {
  if (target !== undefined || tags.imports.some((each) => each.specifier === specifier)) return true;
  return rules.isBuiltIn(specifier);
}

function shown(specifier: string): string {
  return specifier.replace(/[^\w./@:-]/g, "?").slice(0, 60);
}
