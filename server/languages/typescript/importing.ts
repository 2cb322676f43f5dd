import { lineStart } from "../../text/lines.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { Importing, ImportRules, OtherFiles, WantedImport } from "../importing/rules.ts";
import { extendedList, statementAt } from "../importing/statement.ts";
import type { Import } from "../tags.ts";
import { begunScriptImport } from "./begunImport.ts";
import { nodeModules } from "./builtInModules.ts";
import { importStyle, requireStart } from "./fileStyle.ts";
import { isStrictlyEsm, requires } from "./moduleKind.ts";
import { scriptSpecifiers } from "./specifiers.ts";

/** How scripts import: with `import`, or with `require` where Node loads them so. */
export const scriptImports: ImportRules = {
  head: {
    isHead: (statement) =>
      statement.type === "hash_bang_line" ||
      (statement.type === "expression_statement" && statement.firstNamedChild?.type === "string"),
    ofFile:
      /^\/\/\/|@(?:ts-(?:no)?check|jsx\w*|flow|noflow|format|prettier|preserve|file(?:overview)?|module|packageDocumentation|(?:jest|vitest)-environment)\b|(?:es|ts|ox)lint[-:](?:disable|enable|env)(?!-)|lint-ignore-file|biome-ignore-all|(?:istanbul|c8|v8) ignore file|^\/\*\s*(?:globals?|exported)\s/,
    ofNext:
      /@ts-(?:ignore|expect-error)\b|lint[-:]disable-(?:next-)?line|lint-ignore\b(?!-file)|(?:prettier|biome|rome)-ignore\b(?!-all)|(?:istanbul|c8|v8) ignore (?!file)|[@#]__(?:PURE|NO_SIDE_EFFECTS)__/,
  },
  begins: /^(?:import|const|let|var)\b/,
  line: /^(?:import\b|const\s.{0,200}=\s*require\()/,
  startOf: (text, one) =>
    one.kind === "require" ? (requireStart(text, one) ?? lineStart(text, one.start)) : undefined,
  isBuiltIn: (specifier) => specifier.startsWith("node:") || nodeModules.has(specifier.split("/")[0] ?? ""),
  folderFiles: ["index.ts", "index.tsx", "index.js", "index.mjs"],
  specifiersTo: scriptSpecifiers,
  importOf,
  importAs,
  inFileStyle,
  begun: begunScriptImport,
  closed,
};

function importOf(into: Importing, wanted: WantedImport, { project }: OtherFiles): TextChange | undefined {
  const { exporter, name, specifier } = wanted;
  const { kind } = exporter.definition;
  const isType = kind === "interface" || kind === "type";
  const isJavaScript = /\.[cm]?jsx?$/.test(into.path);
  if (isType && isJavaScript) return undefined; // there is nothing to import when it runs
  const isDefault = wanted.as === "default";
  const { file } = exporter;
  if (!requires(into, file, project)) return scriptImport(into, { name, specifier, isDefault, isType });
  const isInNamespace = isDefault && isStrictlyEsm(file.path, project);
  return requireOf(into, { name, specifier, isDefault, isInNamespace });
}

function importAs(into: Importing, one: Import, files: OtherFiles): TextChange | undefined {
  const [{ imported, local } = { imported: "", local: "" }] = one.names;
  const isType = one.kind === "type";
  const isDefault = imported === "default";
  if (isType && /\.[cm]?jsx?$/.test(into.path)) return undefined;
  if (!isDefault && imported !== local) return statementAt(into, scriptImports, inFileStyle("", one, into, files));
  const wanted = { name: local, specifier: one.specifier, isDefault };
  return requires(into, undefined, files.project)
    ? requireOf(into, { ...wanted, isInNamespace: false })
    : scriptImport(into, { ...wanted, isType });
}

type Wanted = { readonly name: string; readonly specifier: string; readonly isDefault: boolean };

/** `isInNamespace`: what is required is a namespace that has the default export as a member. */
function requireOf(into: Importing, wanted: Wanted & { readonly isInNamespace: boolean }): TextChange {
  const { name, specifier, isDefault, isInNamespace } = wanted;
  const { text, tags } = into;
  const { quote, semicolon, padding } = importStyle(text, tags);
  const existing = tags.imports.filter((one) => one.kind === "require" && one.specifier === specifier);
  for (const one of isDefault ? [] : existing) {
    const start = requireStart(text, one);
    const extended = start === undefined ? undefined : extendedBraces(text, { start, end: one.start }, name);
    if (extended) return extended;
  }
  const taken = isInNamespace ? `default: ${name}` : name;
  const bound = isDefault && !isInNamespace ? name : `{${padding}${taken}${padding}}`;
  return statementAt(into, scriptImports, `const ${bound} = require(${quote}${specifier}${quote})${semicolon}`);
}

function scriptImport(
  into: Importing,
  { name, specifier, isDefault, isType }: Wanted & { readonly isType: boolean },
): TextChange {
  const { text, tags } = into;
  const { quote, semicolon, padding } = importStyle(text, tags);
  const existing = tags.imports.filter(
    (one) => one.specifier === specifier && one.kind === (isType ? "type" : "static"),
  );
  const bound = isDefault ? name : `{${padding}${name}${padding}}`;
  for (const one of existing) {
    const extended = isDefault ? beforeBraces(text, one, name) : extendedBraces(text, one, name);
    const added = extended ?? (isType || isDefault ? undefined : behindDefault(text, one, bound));
    if (added) return added;
  }
  const type = isType ? "type " : "";
  return statementAt(into, scriptImports, `import ${type}${bound} from ${quote}${specifier}${quote}${semicolon}`);
}

/** `import { a }` with the default export before the braces. */
function beforeBraces(text: string, { start, end }: Import, name: string): TextChange | undefined {
  const head = /^import\s+(?=\{)/.exec(text.slice(start, end))?.[0];
  return head === undefined
    ? undefined
    : { start: start + head.length, end: start + head.length, newText: `${name}, ` };
}

/** `import a` with names in braces. */
function behindDefault(text: string, { start, end }: Import, bound: string): TextChange | undefined {
  const head = /^import\s+(?!type\s)[\w$]+(?=\s+from\b)/.exec(text.slice(start, end))?.[0];
  return head === undefined
    ? undefined
    : { start: start + head.length, end: start + head.length, newText: `, ${bound}` };
}

/** `{ a, b }` with one name more, in order where they are in order. The name has its own line where each has one. */
function extendedBraces(
  text: string,
  { start, end }: Pick<Import, "start" | "end">,
  name: string,
): TextChange | undefined {
  const statement = text.slice(start, end);
  const open = statement.indexOf("{");
  const close = statement.lastIndexOf("}");
  if (open < 0 || close < open) return undefined;
  return extendedList(text, start + open + 1, start + close, name);
}

/** A `require` without a semicolon would call, index or tag with what stands below. */
function closed(statement: string, below: string): string {
  return /\)$/.test(statement) && /^\s*[([`+\-/]/.test(below.slice(0, 2000)) ? `${statement};` : statement;
}

/** The statement with the names that are wanted, as the file writes its imports: `import`, or `require`. */
function inFileStyle(_statement: string, one: Import, into: Importing, { project }: OtherFiles): string {
  const { quote, semicolon, padding } = importStyle(into.text, into.tags);
  const isRequired = requires(into, undefined, project);
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
    return statements.join(into.lineEnd);
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
