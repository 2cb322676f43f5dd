import {
  type CodeAction,
  type Command,
  type CompletionItem,
  type CompletionList,
  type Hover,
  InsertTextFormat,
  InsertTextMode,
  type MarkedString,
  type MarkupContent,
  type ServerCapabilities,
} from "vscode-languageserver";
import { marked } from "./marker.ts";

/** A request that both servers may answer. */
export type Shared = {
  /** Which of a server's capabilities says that it answers it. */
  readonly provider: keyof ServerCapabilities;
  /** How long the other server's answer waits for ours at most, from the request on. */
  readonly patienceMs: number;
  /** Both answers as one. Ours is there; the other is null where that server had nothing or was not asked. */
  readonly merge: (theirs: never, ours: never) => unknown;
};

/** Ours is a guest: always behind, and never in the way. */
export const sharedRequests: Readonly<Record<string, Shared>> = {
  // Here our half keeps to the user's completion.budgetMs (behind suggestions.debounceMs) and hover.waitMs itself; this is
  // the most they allow.
  "textDocument/completion": { provider: "completionProvider", patienceMs: 20_000, merge: completions },
  "textDocument/hover": { provider: "hoverProvider", patienceMs: 15_000, merge: hovers },
  // No model is asked for a list of actions.
  "textDocument/codeAction": { provider: "codeActionProvider", patienceMs: 1000, merge: codeActions },
};

type Completions = CompletionList | CompletionItem[];

/** The list is as complete as both are: the editor asks again where one of them may have more. */
function completions(theirs: Completions | null, ours: Completions): CompletionList {
  const [first, second] = [listOf(theirs ?? []), listOf(ours)];
  return {
    ...first,
    isIncomplete: first.isIncomplete || second.isIncomplete,
    items: [...first.items, ...second.items.map((item) => marked(first.itemDefaults ? complete(item) : item))],
  };
}

function listOf(completions: Completions): CompletionList {
  return Array.isArray(completions) ? { isIncomplete: false, items: completions } : completions;
}

/** Defaults of a list are meant for the other server's items; ours say the same things for themselves. */
function complete(item: CompletionItem): CompletionItem {
  return {
    insertTextFormat: InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.asIs,
    commitCharacters: [],
    ...item,
  };
}

type Actions = (CodeAction | Command)[];

function codeActions(theirs: Actions | null, ours: Actions): Actions {
  const isCommand = (action: CodeAction | Command): action is Command => typeof action.command === "string";
  return [...(theirs ?? []), ...ours.map((action) => (isCommand(action) ? action : marked(action)))];
}

/** The other server's text, a rule, and ours. */
function hovers(theirs: Hover | null, ours: Hover): Hover {
  const [above, below] = [markup(theirs?.contents ?? ""), markup(ours.contents)];
  if (above.value.trim() === "") return ours;
  if (below.value.trim() === "") return theirs as Hover;
  const isPlain = above.kind === "plaintext" && below.kind === "plaintext";
  const [first, second] = isPlain ? [above.value, below.value] : [markdown(above), markdown(below)];
  const contents = {
    kind: isPlain ? "plaintext" : "markdown",
    value: `${first.trimEnd()}\n\n---\n\n${second}`,
  } as const;
  return { ...ours, ...theirs, contents };
}

/** The older forms of a hover's contents are Markdown, or code in a language. */
function markup(contents: Hover["contents"]): MarkupContent {
  if (Array.isArray(contents)) {
    return { kind: "markdown", value: contents.map((each) => markup(each).value).join("\n\n") };
  }
  if (isMarkup(contents)) return contents;
  if (typeof contents === "string") return { kind: "markdown", value: contents };
  return { kind: "markdown", value: contents.value && fenced(contents.value, contents.language) };
}

function isMarkup(contents: MarkupContent | MarkedString): contents is MarkupContent {
  return typeof contents === "object" && "kind" in contents;
}

function markdown({ kind, value }: MarkupContent): string {
  return kind === "markdown" ? value : fenced(value, "text");
}

/** The fence is longer than any in the text. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
