import { languageOf } from "../../grammars/languages.ts";
import type { Steps } from "../slices/slices.ts";
import { lineStart, withLineFeeds } from "../text/lines.ts";
import { additionsOf, asComments, isSame } from "./additions.ts";
import { type Budget, divide, type Omitted, tokensOf } from "./budget.ts";
import { gather } from "./gather.ts";
import { type PromptHole, promptHole } from "./hole.ts";
import { type Change, change, type Layout, laidOut } from "./layout.ts";
import { lineAt } from "./place.ts";
import { holdsSecret, redact, redactAtCursor } from "./redaction.ts";
import type { Situation } from "./request.ts";
import type { Snippet } from "./snippet.ts";
import { completionSources, toldSources } from "./sources.ts";
import type { TypeFacts } from "./typeFacts.ts";
import { prefixSlack, type WindowSize, windowAt } from "./window.ts";

export type CompletionRequest = Omit<Situation, "window"> & {
  /** For the whole prompt, without what is to be generated. */
  readonly promptTokens: number;
  /** As measured for this model; about 3.5 for code. */
  readonly charactersPerToken: number;
  /** See `Moment`. */
  readonly idle: boolean;
  readonly quickTokens: number;
  /** For the first prompt at a place, of which the model has read nothing while somebody waits. */
  readonly firstTokens?: number;
  /**
   * The model reads the text after the cursor behind the text before it, and last what was typed. Additions behind the
   * text after the cursor cost it little.
   */
  readonly readsSuffixLast: boolean;
};

/** Everything a completion prompt shows. `parts` is what a model family makes its prompt of. */
export type CompletionContext = {
  readonly layout: Layout;
  readonly parts: {
    readonly repository: string;
    readonly path: string;
    readonly context: readonly { readonly path: string; readonly text: string }[];
    readonly before: string;
    readonly after: string;
    readonly typed: string;
    readonly begun: string;
  };
  /** Undefined if the snippets are those of the previous request. */
  readonly change: Change | undefined;
  readonly omitted: readonly Omitted[];
  /** The texts of the files that the snippets are from, by path. A snippet is shown no longer than it is true. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** An estimate from characters. */
  readonly tokens: number;
};

/**
 * The length of the text after the cursor where it is read again at every line: as much as a fast machine reads in half
 * a second, and on a slow one so much that it helps. A prompt that is read anew has no such limit.
 */
const leastReadAgainTokens = 128;
const readAgainPatience = 2;

/** A request, and how much of the text after the cursor its prompt may show. */
type Sized = CompletionRequest & { readonly mostBelowTokens: number };

/** All of the prompt is read: the text after the cursor costs no more than any other. */
function readAnew(request: CompletionRequest): Sized {
  return { ...request, mostBelowTokens: Number.POSITIVE_INFINITY };
}

/** Most of the prompt was read before. */
function readAgain(request: CompletionRequest): Sized {
  const { readsSuffixLast, quickTokens } = request;
  const most = Math.max(leastReadAgainTokens, readAgainPatience * quickTokens);
  return { ...request, mostBelowTokens: readsSuffixLast ? most : Number.POSITIVE_INFINITY };
}

/** The part of a prompt that is kept for additions. */
const additionsShare = 0.1;
const leastAddendaTokens = 20;

/** The context of a completion at the cursor, with as much as possible where it was in the `previous` request. */
export function* completionContext(
  request: CompletionRequest,
  last: CompletionContext | undefined,
  log: (message: string) => void,
): Steps<CompletionContext> {
  const previous = last && withoutOutdated(request, last);
  const reason = change(previous?.layout, request) ?? (previous === last ? undefined : "outdated");
  if (previous && !reason && request.readsSuffixLast && isToldAnew(request, previous)) {
    return yield* withAddenda(readAgain(noLarger(request, previous.layout.mostTokens)), previous, log, toldSources);
  }
  if (!previous || (reason && reason !== "added")) {
    const isFirst = !request.idle && (reason === "first" || reason === "file" || reason === "jump");
    const { firstTokens = Number.POSITIVE_INFINITY } = request;
    return yield* chosenAnew(request, reason, previous, isFirst ? firstTokens : Number.POSITIVE_INFINITY, log);
  }
  const same = readAgain(noLarger(request, previous.layout.mostTokens));
  return reason ? yield* withAddenda(same, previous, log) : kept(same, previous);
}

/** A dot or a call was typed of which there is something to tell. */
function isToldAnew({ told }: CompletionRequest, { layout }: CompletionContext): boolean {
  const key = toldKey(told);
  return key !== undefined && key !== layout.told;
}

/** What is told stays the same while a name is typed behind the dot. */
function toldKey(told: TypeFacts | undefined): string | undefined {
  const { members, signature } = told ?? {};
  if (!members && !signature) return undefined;
  return `${members?.receiver ?? ""} ${members?.members.length ?? 0} ${signature?.text ?? ""}`;
}

/** The last context without the snippets that their files, which have changed since, do not hold any more. */
function withoutOutdated({ cursor, workspace }: CompletionRequest, last: CompletionContext): CompletionContext {
  const { layout, texts } = last;
  const isTrue = ({ path, text }: Snippet) => {
    const [before, now] = [texts.get(path), workspace.file(path)?.text];
    // The cursor's own file changes with every key. The text around the cursor tells what that means for the prompt.
    if (path === cursor.file.path || before === now) return true;
    // What is put together from a file, as an outline is, may be another one now.
    return before?.includes(text) === true && now?.includes(text) === true;
  };
  const [snippets, additions] = [layout.snippets.filter(isTrue), layout.additions.filter(isTrue)];
  const isWhole = snippets.length === layout.snippets.length && additions.length === layout.additions.length;
  return isWhole ? last : { ...last, layout: { ...layout, snippets, additions } };
}

function noLarger(request: CompletionRequest, mostTokens: number): CompletionRequest {
  return { ...request, promptTokens: Math.min(request.promptTokens, mostTokens) };
}

function kept(request: Sized, { layout, omitted }: CompletionContext): CompletionContext {
  return contextOf(request, moved(request, layout), undefined, omitted);
}

function* chosenAnew(
  asked: CompletionRequest,
  reason: Change | undefined,
  previous: CompletionContext | undefined,
  mostTokens: number,
  log: (message: string) => void,
): Steps<CompletionContext> {
  const request = readAnew(noLarger(asked, mostTokens));
  const near = reason === "lines" || reason === "idle" || reason === "outdated" ? previous : undefined;
  const { chosen, omitted } = yield* gathered(request, near?.layout, log);
  const isAsLarge = near !== undefined && near.layout.mostTokens >= request.promptTokens;
  if (isAsLarge && reason === "idle" && !chosen.some((snippet) => isNews(near.layout, snippet))) {
    return kept(readAgain(request), near);
  }
  // What the snippets leave goes to the text around the cursor, which may show one of them by then.
  const hole = holeIn(request, near?.layout.hole, chosen);
  const snippets = chosen.filter((snippet) => !isWithin(request, hole, snippet));
  const layout = laidOut(request.cursor, hole, snippets, mostTokens, near?.layout);
  return contextOf(request, { ...layout, told: toldKey(request.told) }, reason, omitted);
}

/**
 * Snippets that were shown stay where they were. Those that would be chosen now are added, as far as the model reads
 * them in time.
 */
function* withAddenda(
  request: Sized,
  previous: CompletionContext,
  log: (message: string) => void,
  sources = completionSources,
): Steps<CompletionContext> {
  const { charactersPerToken, promptTokens, quickTokens } = request;
  const layout = moved(request, previous.layout);
  const { typed, begun } = layout.hole;
  const readAgain = Math.ceil((typed.length + begun.length) / charactersPerToken);
  const tokens = Math.min(additionsShare * promptTokens, quickTokens - readAgain);
  if (tokens < leastAddendaTokens) return kept(request, previous);
  const { chosen, omitted } = yield* gathered(request, layout, log, sources);
  const room = { tokens, charactersPerToken, lineComment: additionCommentOf(layout) };
  const additions = additionsOf(chosen, layout, room);
  const reason = additions === layout.additions ? undefined : "added";
  const addedAt = sources === completionSources ? layout.line : layout.addedAt;
  const told = toldKey(request.told) ?? layout.told;
  return contextOf(request, { ...layout, additions, addedAt, told }, reason, omitted);
}

/** The best snippets at the cursor, those that a layout shows somewhat preferred. */
function gathered(
  request: Sized,
  near: Layout | undefined,
  log: (message: string) => void,
  sources = completionSources,
) {
  const { cursor, charactersPerToken } = request;
  const budget = budgetOf(request);
  const window = windowAt(cursor.file.text, cursor.offset, sizeIn(request, budget), near?.hole.start);
  const room = { tokens: budget.context, charactersPerToken };
  const shown = near ? [...near.snippets, ...near.additions] : [];
  return gather({ ...request, window }, sources, room, log, shown);
}

/** The sign before each line of an addition. */
export function additionCommentOf({ path }: Pick<Layout, "path">): string {
  return languageOf(path)?.lineComment ?? "#";
}

/** A layout with the cursor where it is now. */
function moved(request: Sized, layout: Layout): Layout {
  const { cursor } = request;
  const hole = holeIn(request, layout.hole, layout.snippets);
  return { ...layout, hole, line: lineAt(cursor.file.text, cursor.offset) };
}

function holeIn(request: Sized, previous: PromptHole | undefined, shown: readonly Snippet[]): PromptHole {
  return promptHole(previous, request.cursor, sizeOf(request, shown), request.readsSuffixLast);
}

function isNews({ snippets, additions }: Layout, snippet: Snippet): boolean {
  return ![...snippets, ...additions].some((shown) => isSame(shown, snippet));
}

function budgetOf(request: Sized, spare = 0): Budget {
  const { cursor, promptTokens, charactersPerToken, readsSuffixLast, mostBelowTokens } = request;
  const before = Math.ceil(cursor.before.length / charactersPerToken);
  const after = Math.min(mostBelowTokens, Math.ceil(cursor.after.length / charactersPerToken));
  const room = readsSuffixLast ? Math.floor((1 - additionsShare) * promptTokens) : promptTokens;
  return divide(room, before, after, spare);
}

/** The room for the text around the cursor beside these snippets. */
function sizeOf(request: Sized, snippets: readonly Snippet[]): WindowSize {
  const used = snippets.reduce((sum, snippet) => sum + tokensOf(snippet, request.charactersPerToken), 0);
  return sizeIn(request, budgetOf(request, Math.max(0, budgetOf(request).context - used)));
}

/** A prefix that is cut needs room to grow while typing goes on. A prefix that fits as a whole does not. */
function sizeIn({ cursor, charactersPerToken }: CompletionRequest, { prefix, suffix }: Budget): WindowSize {
  const characters = Math.floor(prefix * charactersPerToken);
  return {
    prefixCharacters: cursor.before.length <= characters ? characters : Math.floor(characters / prefixSlack),
    suffixCharacters: Math.floor(suffix * charactersPerToken),
  };
}

function isWithin({ cursor }: CompletionRequest, { before, typed, begun, after }: PromptHole, { path, text }: Snippet) {
  return path === cursor.file.path && (before + typed + begun + after).includes(text);
}

/**
 * The text around the cursor without secrets, in lines that end with \n. What is typed inside a secret is no beginning of
 * an answer: it would stand in the model's cache.
 */
function shown(hole: PromptHole): Pick<PromptHole, "before" | "typed" | "begun" | "after"> {
  const { typed, begun } = hole;
  const [before, after] = [withLineFeeds(hole.before), withLineFeeds(hole.after)];
  const line = typed + begun;
  const near = before.slice(lineStart(before, before.length));
  const [left, right] = redactAtCursor(near + line, after);
  const isWhole = left === near + line && !holdsSecret(left);
  if (isWhole) return { before: redact(before), typed, begun, after: redact(right) };
  const above = before.slice(0, before.length - near.length);
  return { before: redact(above + left), typed: "", begun: "", after: redact(right) };
}

function contextOf(
  { cursor, charactersPerToken, workspace }: CompletionRequest,
  layout: Layout,
  reason: Change | undefined,
  omitted: readonly Omitted[],
): CompletionContext {
  const { path, snippets, additions, hole } = layout;
  const { before, typed, begun, after } = shown(hole);
  const behind = withLineFeeds(asComments(additions, additionCommentOf(layout)));
  const context = snippets.map(({ path, text }) => ({ path, text: withLineFeeds(text) }));
  const own = before.length + typed.length + begun.length + after.length + behind.length + path.length;
  const tokens = snippets.reduce(
    (sum, snippet) => sum + tokensOf(snippet, charactersPerToken),
    Math.ceil(own / charactersPerToken),
  );
  return {
    layout,
    parts: { repository: cursor.repository, path, context, before, after: after + behind, typed, begun },
    change: reason,
    omitted,
    texts: new Map([...snippets, ...additions].map(({ path }) => [path, workspace.file(path)?.text])),
    tokens,
  };
}
