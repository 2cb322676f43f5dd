import { lineEnd } from "../../text/lines.ts";
import { listRest, namesAfter, namesBefore } from "../importing/list.ts";
import type { BegunImport, CodeFile } from "../importing/rules.ts";

/** An import may begin so far above the cursor, and end so far below. */
const reach = 2000;

const named = /(?:^|[\r\n\uFEFF])([ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import(?:[ \t]+|[ \t]*(\())([^()#\\]*))$/;
const modules = /(?:^|[\r\n\uFEFF])([ \t]*import[ \t]+([\w]*))$/;
const module = /(?:^|[\r\n\uFEFF])[ \t]*from[ \t]+(\.*[\w.]*)$/;

/**
 * `from a import b, │`, also in parentheses, `from │`, where the rest of the statement has the module, too, and `import │`.
 */
export function begunPythonImport({ text }: Pick<CodeFile, "text">, offset: number): BegunImport | undefined {
  const before = text.slice(Math.max(0, offset - reach), offset);
  const right = text.slice(offset, lineEnd(text, offset));
  const [, statement = "", specifier, parenthesis, list] = named.exec(before) ?? [];
  if (specifier === undefined || list === undefined) return right.trim() === "" ? whole(before, offset) : undefined;
  if (parenthesis === undefined && /[\r\n]/.test(list)) return undefined;
  const left = namesBefore(list);
  if (!left) return undefined;
  const behind = parenthesis === undefined ? right : text.slice(offset, offset + reach).split(")", 1)[0];
  if (parenthesis === undefined ? right.trim() !== "" : /[^\s\w,)]/.test(right)) return undefined;
  const { typed } = left;
  return {
    specifier,
    listed: [...left.names, ...namesAfter(behind ?? "")],
    typed,
    takes: () => true,
    start: offset - statement.length,
    rest: (names) => listRest(names, typed, list),
  };
}

function whole(before: string, offset: number): BegunImport | undefined {
  const of = { specifier: undefined, listed: [], takes: () => true };
  const [, statement, name] = modules.exec(before) ?? [];
  if (statement !== undefined && name !== undefined) {
    const rest = ([first = ""]: readonly string[]) => first.slice(name.length);
    return { ...of, typed: name, start: offset - statement.length, isOfModules: true, rest };
  }
  const typed = module.exec(before)?.[1];
  if (typed === undefined) return undefined;
  const rest = (names: readonly string[], specifier: string) =>
    specifier.startsWith(typed) ? `${specifier} import ${names.join(", ")}`.slice(typed.length) : undefined;
  return { ...of, typed: "", start: offset - "from ".length - typed.length, rest };
}
