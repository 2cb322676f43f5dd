import { elementAt } from "../../../base/at.ts";

/** A block of an answer. */
export type Block = {
  /** The word after the opening fence in lower case; empty where there is none. */
  readonly tag: string;
  readonly lines: readonly string[];
  /** True if the answer ended, or another block began, before the block was closed. */
  readonly isOpen: boolean;
};

type Fence = {
  readonly indent: number;
  /** The mark of a list or a quotation before the fence, "" if there is none. */
  readonly bullet: string;
  readonly mark: string;
  readonly info: string;
};

const fence = /^([ \t]{0,12})(?:([-*>]|\d{1,3}\.)[ \t]+)?(`{3,20}|~{3,20})([^`]{0,200})$/;

/** An info string that is the first line of the code: a model forgot to break the line. */
const isCode = /[({;=]\s*$|^\s*(?:def|class|function|export|import|const|async)\s.*[:)]\s*$/;

/** The fenced blocks of a Markdown text, and the lines outside them. */
export function fencedBlocks(text: string): { readonly blocks: readonly Block[]; readonly prose: readonly string[] } {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: { fence: Fence; lines: string[]; depth: number } | undefined;
  const close = (isOpen: boolean) => {
    if (open) blocks.push(blockOf(open.fence, open.lines, isOpen));
    open = undefined;
  };
  for (const line of text.split("\n")) {
    const found = fenceOf(line);
    if (!open) {
      if (found) open = { fence: found, lines: isCode.test(found.info) ? [found.info] : [], depth: 0 };
      else prose.push(line);
    } else if (found && isInComment(found, open.fence)) open.lines.push(line);
    else if (found && closes(found, open.fence) && open.depth === 0) close(false);
    else if (found && opensAnother(found, open.fence)) {
      close(true);
      open = { fence: found, lines: [], depth: 0 };
    } else {
      if (found && isMarkdown(open.fence) && found.indent <= open.fence.indent) open.depth += found.info ? 1 : -1;
      open.lines.push(line);
    }
  }
  close(true);
  return { blocks, prose };
}

function fenceOf(line: string): Fence | undefined {
  const found = fence.exec(line);
  return found
    ? {
        indent: elementAt(found, 1).length,
        bullet: found[2] ?? "",
        mark: elementAt(found, 3),
        info: elementAt(found, 4).trim(),
      }
    : undefined;
}

/** A bullet is the star of a doc comment, inside of which there is an example. */
function isInComment({ bullet }: Fence, opened: Fence): boolean {
  return bullet !== "" && !(bullet === ">" && opened.bullet === ">") && !isMarkdown(opened);
}

/** Deeper indented fences belong to the documentation inside the code. */
function closes({ indent, mark, info }: Fence, opened: Fence): boolean {
  return info === "" && mark[0] === opened.mark[0] && mark.length >= opened.mark.length && indent <= opened.indent + 3;
}

function opensAnother({ indent, mark, info }: Fence, opened: Fence): boolean {
  return info !== "" && mark === opened.mark && indent === opened.indent && !isMarkdown(opened);
}

function isMarkdown({ info }: Fence): boolean {
  return /^(?:markdown|md)\b/i.test(info);
}

function blockOf({ indent, mark, info }: Fence, lines: readonly string[], isOpen: boolean): Block {
  const own = lines.map((line) => (line.slice(0, indent).trim() === "" ? line.slice(indent) : line));
  const tag = isCode.test(info) ? "" : (/^\{?\.?([\w+#-]*)/.exec(info)?.[1] ?? "").toLowerCase();
  const last = own.findLastIndex((line) => line.trim() !== "");
  const endsHere = isOpen && last >= 0 && elementAt(own, last).trimEnd().endsWith(mark);
  if (!endsHere) return { tag, lines: own, isOpen };
  const closed = elementAt(own, last).trimEnd().slice(0, -mark.length);
  return { tag, lines: [...own.slice(0, last), closed], isOpen: false };
}
