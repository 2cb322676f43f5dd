import { languageOf } from "../../../grammars/languages.ts";
import type { EditTarget } from "../../../server/edits/target.ts";
import { extract } from "../../../server/languages/extract.ts";
import { parse } from "../../../server/languages/parse.ts";
import { type SyntaxNode, syntaxIn } from "../../../server/languages/syntaxIn.ts";
import type { Definition } from "../../../server/languages/tags.ts";
import { lineEndOf } from "../../../server/text/indentStyle.ts";
import { indentationOf, lineEnd, lineStart, linesOf, withLineFeeds } from "../../../server/text/lines.ts";
import type { Random } from "../../random.ts";

/** A function or method that is to get one line more. Lines come without their ends. */
export type Wish = {
  readonly target: EditTarget;
  readonly name: string;
  /** The lines of the target, the first with the blanks it has in the file, and where among them the new one belongs. */
  readonly before: readonly string[];
  readonly at: number;
  readonly added: string;
  /** The whole file as it must become. */
  readonly wanted: string;
  /** The definition around the target, if there is one, as it must become. */
  readonly around: string | undefined;
};

const blocks: ReadonlySet<string> = new Set(["statement_block", "block"]);

/** One wish for each function and method of a file whose body has a line that begins a statement. */
export function wishesIn(path: string, text: string, random: Random): Wish[] {
  const language = languageOf(path);
  const tree = language && parse(language, text);
  if (!language || !tree || tree.rootNode.hasError) return [];
  const { definitions } = extract(language, tree, text);
  const bodies = definitions.filter(({ kind }) => kind === "function" || kind === "method" || kind === "constructor");
  return bodies.flatMap((definition) => {
    const root = syntaxIn(tree, definition.bodyStart, definition.end);
    const places = statementsOf(bodyOf(root, definition), text);
    if (places.length === 0 || !isAlone(definition, text)) return [];
    const offset = lineStart(text, random.pick(places));
    const indent = indentationOf(text.slice(offset, lineEnd(text, offset)));
    const added = `${indent}${language.indented ? "probe = 1" : "const probe = 1;"}`;
    const regionStart = lineStart(text, definition.start);
    const around = definitions[definition.parent];
    const end = lineEndOf(text.slice(0, offset), text.slice(offset));
    const grown = added.length + end.length;
    const wanted = text.slice(0, offset) + added + end + text.slice(offset);
    return {
      target: {
        path,
        languageId: language.ids[0] ?? "",
        text,
        start: definition.start,
        end: definition.end,
        mode: "replace" as const,
      },
      name: definition.name,
      before: linesOf(text.slice(regionStart, definition.end)),
      at: linesOf(text.slice(regionStart, offset)).length - 1,
      added,
      wanted,
      around: around && withLineFeeds(wanted.slice(lineStart(text, around.start), around.end + grown)),
    };
  });
}

/** Nothing else stands on its first and its last line. */
function isAlone({ start, end }: Definition, text: string): boolean {
  const last = lineEnd(text, end);
  return text.slice(lineStart(text, start), start).trim() === "" && text.slice(end, last).trim() === "";
}

function bodyOf(root: SyntaxNode, { start, end, bodyStart }: Definition): SyntaxNode | undefined {
  for (const child of root.children) {
    if (child.end < bodyStart || child.start > end) continue;
    if (blocks.has(child.type) && child.start <= bodyStart + 1 && child.end <= end && child.start > start) return child;
    const found = bodyOf(child, { start, end, bodyStart } as Definition);
    if (found) return found;
  }
  return undefined;
}

/** Where the statements of a block begin that begin their lines, a docstring left out. */
function statementsOf(body: SyntaxNode | undefined, text: string): number[] {
  const statements = (body?.children ?? []).filter(({ isNamed, type }) => isNamed && type !== "comment");
  return statements
    .filter(({ start }, i) => {
      const isDocstring = i === 0 && /^[rRuU]?["']/.test(text.slice(start, start + 2));
      return !isDocstring && text.slice(lineStart(text, start), start).trim() === "";
    })
    .map(({ start }) => start);
}
