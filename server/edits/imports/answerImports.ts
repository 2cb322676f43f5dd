import type { Import } from "../../languages/tags.ts";
import { type Draft, withChange } from "../draft.ts";
import type { KnownNames } from "../knownNames.ts";
import { type Original, parsed } from "../original.ts";
import { isRefusal, type Refusal, refused } from "../proposal.ts";
import { nameRules, namesIn } from "../scopes/bindings.ts";
import { nodeModules, pythonModules } from "./builtInModules.ts";
import { exportersOf, offers } from "./exporters.ts";
import { importStyle } from "./fileStyle.ts";
import { futureStatementAt, importInto, statementAt } from "./missingImport.ts";
import { requires } from "./moduleKind.ts";

/** The draft with those imports of an answer that the region needs and the file lacks. */
export async function withAnswerImports(
  draft: Draft,
  statements: readonly string[],
  original: Original,
  names: KnownNames,
): Promise<Draft | Refusal> {
  const rules = nameRules(original.language);
  if (!rules) return draft;
  let result = draft;
  for (const statement of statements) {
    for (const one of (await parsed(original.language, statement, original.slices)).tags.imports) {
      const used = result.tree ? namesIn(result.tree, rules, result.start, result.end) : new Set<string>();
      const known = new Set(result.tags.imports.flatMap((each) => each.names.map(({ local }) => local)));
      const isFuture = one.specifier === "__future__" && !original.text.includes("__future__");
      const wanted = one.names.filter(({ local }) => isFuture || (used.has(local) && !known.has(local)));
      if (wanted.length === 0) continue;
      const next = await withImport(result, statement, { ...one, names: wanted }, original, names);
      if (isRefusal(next)) return next;
      result = next;
    }
  }
  return result;
}

async function withImport(
  draft: Draft,
  statement: string,
  one: Import,
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
  const warnings = isKnownModule(one.specifier, target, original)
    ? []
    : [`It imports "${shown(one.specifier)}", which this file did not use before.`];
  const written = inFileStyle(statement, one, original, names);
  const place = one.specifier === "__future__" ? futureStatementAt(into, written) : statementAt(into, written);
  const next = await withChange(draft, place, original);
  return { ...next, warnings: [...draft.warnings, ...warnings] };
}

/** A relative import must lead to a file; a file of the workspace must offer what is taken from it. */
function isOffered(imported: string, target: string | undefined, specifier: string, names: KnownNames): boolean {
  if (target === undefined) return !specifier.startsWith(".");
  if (imported === "*") return true;
  return offers(target, imported, names) || target.endsWith(`/${imported}.py`) || target === `${imported}.py`;
}

function isKnownModule(specifier: string, target: string | undefined, { tags, language }: Original): boolean {
  if (target !== undefined || tags.imports.some((each) => each.specifier === specifier)) return true;
  if (language?.folder === "python") return pythonModules.has(specifier.split(".")[0] ?? "");
  return specifier.startsWith("node:") || nodeModules.has(specifier.split("/")[0] ?? "");
}

function shown(specifier: string): string {
  return specifier.replace(/[^\w./@:-]/g, "?").slice(0, 60);
}

/** The statement with the names that are wanted, as the file writes its imports: `import`, or `require`. */
function inFileStyle(statement: string, one: Import, original: Original, names: KnownNames): string {
  if (original.language?.folder === "python") return pythonStatement(statement, one);
  const { quote, semicolon, padding } = importStyle(original.text, original.tags);
  const isRequired = requires(original, undefined, names.project);
  const module = `${quote}${one.specifier}${quote}`;
  const whole = one.names.filter(({ imported }) => imported === "*");
  const main = one.names.filter(({ imported }) => imported === "default");
  const named = one.names.filter(({ imported }) => imported !== "default" && imported !== "*");
  const as = isRequired ? ": " : " as ";
  const list = named.map(({ imported, local }) => (imported === local ? local : imported + as + local)).join(", ");
  const braces = named.length > 0 ? [`{${padding}${list}${padding}}`] : [];
  if (isRequired) {
    const bound = [...main, ...whole].map(({ local }) => local);
    const statements = [...bound, ...braces].map((each) => `const ${each} = require(${module})${semicolon}`);
    return statements.join(original.lineEnd);
  }
  // What `require` gives as a whole is, of a package, its default export; built-in modules have both.
  const isMain = one.kind === "require" && !nodeModules.has(one.specifier.replace(/^node:/, ""));
  const parts = [
    ...main.map(({ local }) => local),
    ...whole.map(({ local }) => (isMain ? local : `* as ${local}`)),
    ...braces,
  ];
  const type = one.kind === "type" ? "type " : "";
  return `import ${type}${parts.join(", ")} from ${module}${semicolon}`;
}

function pythonStatement(statement: string, { specifier, names }: Import): string {
  if (!/^\s*from\b/.test(statement)) return statement.trim();
  const list = names.map(({ imported, local }) => (imported === local ? local : `${imported} as ${local}`)).join(", ");
  return `from ${specifier} import ${list}`;
}
