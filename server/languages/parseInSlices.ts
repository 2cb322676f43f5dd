import { setImmediate } from "node:timers/promises";
import type Parser from "tree-sitter";
import type { Language } from "../../grammars/language.ts";
import { asParsed } from "./asParsed.ts";
import { maxParsedLength, type Tree } from "./parse.ts";
import { treeSitter } from "./treeSitter.ts";

/** A parse stops this often to let typing through. It checks the clock only now and then, so 2 ms need a margin. */
export const sliceMicros = 1_000;

/** Real code of 1 MB takes 0.3 s; the rest is for a machine that has other things to do. */
const maxParseMs = 5_000;

/** A parser that was interrupted holds its text, so each parse that is under way has one of its own. */
const idle = new Map<Language, Parser[]>();

/**
 * Returns the tree that `parse` returns, without holding the event loop longer than a slice. `old` may go on to follow
 * other texts meanwhile: what is taken over of it is taken at once.
 */
export async function parseInSlices(language: Language, text: string, old?: Tree): Promise<Tree | undefined> {
  if (text.length > maxParsedLength) return undefined;
  const parser = idle.get(language)?.pop() ?? newParser(language);
  const seen = asParsed(language, text);
  try {
    for (let spentMs = 0; spentMs < maxParseMs; ) {
      const start = performance.now();
      // Null after a timeout, against the declared type; the next call goes on where this one stopped.
      const tree: Tree | null = parser.parse(seen, old, { bufferSize: seen.length + 1 });
      if (tree) return tree;
      spentMs += performance.now() - start;
      await setImmediate();
    }
    parser.reset();
    return undefined;
  } finally {
    idle.set(language, [...(idle.get(language) ?? []), parser]);
  }
}

function newParser(language: Language): Parser {
  const parser = new (treeSitter())();
  parser.setLanguage(language.grammar() as Parser.Language);
  parser.setTimeoutMicros(sliceMicros);
  return parser;
}
