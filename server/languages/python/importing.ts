import type { TextChange } from "../../text/textChange.ts";
import type { Importing, ImportRules, WantedImport } from "../importing/rules.ts";
import { extendedList, statementAt, topImports } from "../importing/statement.ts";
import type { Import } from "../tags.ts";
import { begunPythonImport } from "./begunImport.ts";
import { standardLibrary } from "./builtInModules.ts";
import { pythonSpecifiers } from "./specifiers.ts";

/** How Python imports: `from module import name`, below the docstring and `from __future__`. */
export const pythonImports: ImportRules = {
  head: {
    isHead: (statement, isFirst) =>
      statement.type === "future_import_statement" ||
      (isFirst && statement.type === "expression_statement" && statement.firstNamedChild?.type === "string"),
    ofFile:
      /^#(?:!|\s*(?:coding[:=]|mypy:|pyright:|ruff:|flake8:|isort:\s*skip_file|pylint:\s*(?!disable-next)|type:\s*ignore|\/\/\/|%%))/m,
    ofNext: /^#\s*(?:fmt:|yapf:|pylint:\s*disable-next|isort:\s*(?:off|split))/,
  },
  begins: /^(?:import|from)\b/,
  line: /^(?:import\b|from\s+\S+\s+(?:import\b|\\))/,
  first: "__future__",
  isBuiltIn: (specifier) => standardLibrary.has(specifier.split(".")[0] ?? ""),
  folderFiles: ["__init__.py"],
  specifiersTo: pythonSpecifiers,
  importOf,
  importAs,
  // A model is asked for tests with pytest where a project shows none.
  isOwnModule: (name) => standardLibrary.has(name) || name === "pytest",
  inFileStyle,
  begun: begunPythonImport,
};

/** What is imported for types only is not there when the file runs. */
function importAs(into: Importing, { specifier, kind, names }: Import): TextChange | undefined {
  const [one] = names;
  if (!one || kind !== "static") return undefined;
  const { imported, local } = one;
  if (imported === local) return importOf(into, { name: local, specifier });
  const as = local === specifier.split(".")[0] ? "" : ` as ${local}`;
  const statement = imported === "*" ? `import ${specifier}${as}` : `from ${specifier} import ${imported}${as}`;
  return statementAt(into, pythonImports, statement);
}

function importOf(
  into: Importing,
  { name, specifier }: Pick<WantedImport, "name" | "specifier">,
): TextChange | undefined {
  const { text } = into;
  const existing = topImports(into, pythonImports).find((one) => {
    const statement = text.slice(one.start, one.end);
    return one.specifier === specifier && /^from\s/.test(statement) && !/[*#\\]/.test(statement);
  });
  if (!existing) return statementAt(into, pythonImports, `from ${specifier} import ${name}`);
  const statement = text.slice(existing.start, existing.end);
  const list = /\bimport\s*\(?/.exec(statement);
  if (!list) return undefined;
  const close = statement.lastIndexOf(")");
  return extendedList(
    text,
    existing.start + list.index + list[0].length,
    existing.start + (close < 0 ? statement.length : close),
    name,
  );
}

function inFileStyle(statement: string, { specifier, names }: Import): string {
  if (!/^\s*from\b/.test(statement)) return statement.trim();
  const list = names.map(({ imported, local }) => (imported === local ? local : `${imported} as ${local}`)).join(", ");
  return `from ${specifier} import ${list}`;
}
