import { lineEnd } from "../../text/lines.ts";
import { isInLines, listRest, namesAfter, namesBefore } from "../importing/list.ts";
import type { BegunImport, CodeFile } from "../importing/rules.ts";
import { importStyle } from "./fileStyle.ts";

/** An import may begin so far above the cursor, and end so far below. */
const reach = 2000;

const opened = /(?:^|[\r\n;\uFEFF])([ \t]*import\s+(type\s+)?(?:[\w$]+\s*,\s*)?\{([^{}"'`;]*))$/;
const bare = /(?:^|[\r\n;\uFEFF])(import\s+(type\s+)?)$/;
const closing = /^([^{}"'`;]*)\}\s*from\s*(["'])([^"'\r\n]+)\2/;

/**
 * `import { a, │` and `import │`, with the module behind it or not. Where the module is not written yet, the rest of the
 * statement has it.
 */
export function begunScriptImport(file: Pick<CodeFile, "text" | "tags">, offset: number): BegunImport | undefined {
  const { text, tags } = file;
  const before = text.slice(Math.max(0, offset - reach), offset);
  const right = text.slice(offset, lineEnd(text, offset));
  const [, statement = "", type, list] = opened.exec(before) ?? bare.exec(before) ?? [];
  if (statement === "") return undefined;
  const begun = { takes: takenBy(type !== undefined, tags), start: offset - statement.length };
  const { padding } = importStyle(text, tags);
  if (list === undefined) {
    if (right.trim() !== "") return undefined;
    const rest = (names: readonly string[], from: string) =>
      `{${padding}${names.join(", ")}${padding}} from ${quoted(file, from)}`;
    return { ...begun, specifier: undefined, listed: [], typed: "", rest };
  }
  const left = namesBefore(list);
  if (!left) return undefined;
  const { names, typed } = left;
  const gap = list === "" ? padding : "";
  const [, after, , specifier] = closing.exec(text.slice(offset, offset + reach)) ?? [];
  if (specifier !== undefined && after !== undefined) {
    const listed = [...names, ...namesAfter(after)];
    const end = after === "" && !isInLines(list) ? padding : "";
    const rest = (lacking: readonly string[]) => around(gap, listRest(lacking, typed, list), end);
    return { ...begun, specifier, listed, typed, rest };
  }
  if (!/^\s*\}?\s*$/.test(right) || isInLines(list)) return undefined;
  const end = /^\S/.test(list) ? "" : padding;
  const rest = (lacking: readonly string[], from: string) =>
    around(gap, listRest(lacking, typed, list), `${end}} from ${quoted(file, from)}`);
  return { ...begun, specifier: undefined, listed: names, typed, rest };
}

function around(before: string, text: string | undefined, after: string): string | undefined {
  return text === undefined ? undefined : before + text + after;
}

/** `import type` takes what is a type; where a file tells types apart so, `import` takes everything else. */
function takenBy(isType: boolean, { imports }: CodeFile["tags"]): BegunImport["takes"] {
  const tellsApart = imports.some(({ kind }) => kind === "type");
  return (kind) => {
    if (kind === "interface" || kind === "type") return isType || !tellsApart;
    return !isType || kind === "class" || kind === "enum";
  };
}

function quoted({ text, tags }: Pick<CodeFile, "text" | "tags">, specifier: string): string {
  const { quote, semicolon } = importStyle(text, tags);
  return quote + specifier + quote + semicolon;
}
