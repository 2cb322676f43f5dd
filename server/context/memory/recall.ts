import type { Steps } from "../../slices/slices.ts";
import { indentationOf, isBlank, lineEnd, lineStart } from "../../text/lines.ts";
import { holdsSecret } from "../redaction.ts";
import { confidenceIn } from "./confidence.ts";
import { relocated } from "./imports.ts";
import { matchAt, type TokenMatch } from "./match.ts";
import { type Members, membersAt } from "./members.ts";
import { restFrom } from "./rest.ts";
import { type Nearness, nearnesses, type Occurrence, occurrences, type Whereabouts } from "./sources.ts";
import { type TokensLeft, tokensLeftOf } from "./tokens.ts";

/** How the line goes on elsewhere after the same tokens, and what speaks for it. */
export type Recalled = {
  /** The rest of the line, with the cursor's names. */
  readonly text: string;
  /** How likely the line goes on so, from 0 to 1. */
  readonly confidence: number;
  readonly evidence: Evidence;
};

export type Evidence = {
  /** Tokens left of the cursor that are the same, in the longest match, and with names that differ. */
  readonly exact: number;
  readonly matched: number;
  /** Names that were put in the place of others. */
  readonly names: number;
  /** Places that go on so. */
  readonly places: number;
  /** This continuation's share of all, weighted by how well each place matches; and of the best match's length. */
  readonly share: number;
  readonly nearness: Nearness;
  /** The line below is the same, too. */
  readonly below: boolean;
  /** Letters of a half-typed word. */
  readonly typed: number;
  /** Where the best match is: a path relative to the folder, and an offset into its text. */
  readonly path: string;
  readonly offset: number;
  /** The share of its names that the cursor's file has already; 1 where there are none. */
  readonly known: number;
  /** The whole line stands in the cursor's file already. */
  readonly isThere: boolean;
  /** Behind a dot: what stands before it is known to have such a member. What is known to have none is not copied. */
  readonly isMember: boolean;
};

type Group = {
  text: string;
  weight: number;
  places: number;
  best: { match: TokenMatch; occurrence: Occurrence; weight: number };
  nearness: number;
  below: boolean;
};

const mostRecalled = 6;

/** What the workspace remembers of how the line at the cursor goes on, the likeliest first. */
export function* recall(here: Whereabouts): Steps<Recalled[]> {
  const left = tokensLeftOf(here.text.slice(Math.max(0, here.offset - 1000), here.offset));
  if (left.tokens.length === 0) return [];
  const found = yield* occurrences(here, left);
  const groups = new Map<string, Group>();
  const seen = new Map<string, Set<number>>();
  const nextLine = firstLineOf(here.text, lineEnd(here.text, here.offset));
  let total = 0;
  let checked = 0;
  for (const occurrence of found) {
    if (++checked % 50 === 0) yield;
    const { text, start, anchor, path } = occurrence;
    const match = matchAt(text, start, left, anchor);
    if (!match) continue;
    // The cursor's own place says nothing of how it goes on.
    if (path === here.path && match.at + left.typed.length === here.offset) continue;
    const places = seen.get(path) ?? new Set();
    if (places.has(match.at)) continue;
    seen.set(path, places.add(match.at));
    const rest = continuationAt(occurrence, match, left, here.path);
    if (rest === undefined) continue;
    const nearness = nearnesses.indexOf(occurrence.nearness);
    const weight = weightOf(match, nearness);
    total += weight;
    const group = groups.get(rest);
    const below = group?.below || (nextLine !== "" && firstLineOf(text, lineEnd(text, match.at)) === nextLine);
    if (!group) {
      groups.set(rest, { text: rest, weight, places: 1, best: { match, occurrence, weight }, nearness, below });
      continue;
    }
    group.weight += weight;
    group.places++;
    group.nearness = Math.min(group.nearness, nearness);
    group.below = below;
    if (weight > group.best.weight) group.best = { match, occurrence, weight };
  }
  const lineBefore = here.text.slice(lineStart(here.text, here.offset), here.offset);
  const members = toldMembers(here) ?? membersAt(here.workspace, here.path, here.text, here.offset);
  const recalled: Recalled[] = [];
  for (const group of [...groups.values()].sort((a, b) => b.weight - a.weight).slice(0, mostRecalled)) {
    if (isBlank(group.text)) continue;
    const { match, occurrence } = group.best;
    const text = wholeOf(here, group.text, group.best, left);
    // What would not be shown to a model is not copied either: a key belongs where it stands.
    if (holdsSecret(lineBefore + text)) continue;
    const isMember = members && memberIn(members, left.typed + text);
    if (isMember === false) continue;
    const evidence: Evidence = {
      exact: match.exact,
      matched: match.matched,
      names: match.names.size,
      places: group.places,
      share: group.weight / total,
      nearness: nearnesses[group.nearness] as Nearness,
      below: group.below,
      typed: left.typed.length,
      path: occurrence.path,
      offset: match.at,
      ...ownKnowledge(here.text, lineBefore, text),
      isMember: isMember === true,
    };
    recalled.push({
      text,
      confidence: confidenceIn({ text, evidence, lineBefore }),
      evidence,
    });
  }
  return recalled.sort((a, b) => b.confidence - a.confidence);
}

/** The rest of the line, and where it opens brackets the lines to where they are closed, as in the best match. */
function wholeOf(
  { text, offset, comments }: Whereabouts,
  rest: string,
  { match, occurrence }: Group["best"],
  { typed }: TokensLeft,
): string {
  const indent = indentationOf(text.slice(lineStart(text, offset), offset));
  const whole = restFrom(occurrence.text, match.at, indent, comments);
  return whole.includes("\n") ? renamed(whole, match.names).slice(typed.length) : rest;
}

function ownKnowledge(text: string, lineBefore: string, rest: string): Pick<Evidence, "known" | "isThere"> {
  const line = (lineBefore + rest).split("\n", 1)[0] as string;
  const names = rest.match(/(?<![\p{L}\p{N}_$])[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  const known = names.filter((name) => text.includes(name)).length;
  return { known: names.length === 0 ? 1 : known / names.length, isThere: text.includes(`\n${line}\n`) };
}

/** The members that the language server beside Hearth lists, which it knows better than the index. */
function toldMembers({ told }: Whereabouts): Members | undefined {
  const { members, areAll = false } = told?.members ?? {};
  return members && { names: new Set(members.map(({ name }) => name)), areAll };
}

/** Members that everything has, or that are there without a declaration. */
const universal =
  /^(?:__\w+__|apply|bind|call|constructor|hasOwnProperty|length|mro|name|prototype|toJSON|toLocaleString|toString|valueOf)$/;

function memberIn({ names, areAll }: Members, rest: string): boolean | undefined {
  const name = /^[\p{L}\p{N}_$]+/u.exec(rest)?.[0] ?? "";
  if (names.has(name)) return true;
  // What is assigned may be a new one.
  const isNew = name === "" || universal.test(name) || /^\s*(?::[^=]*)?=(?!=)/.test(rest.slice(name.length));
  return areAll && !isNew ? false : undefined;
}

function renamed(text: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return text;
  return text.replace(/[\p{L}_$][\p{L}\p{N}_$]*/gu, (word) => names.get(word) ?? word);
}

function weightOf({ exact, matched, names }: TokenMatch, nearness: number): number {
  return Math.exp(
    0.35 * Math.min(exact, 20) + 0.15 * Math.min(matched - exact, 10) - 0.5 * names.size - 0.3 * nearness,
  );
}

/** The rest of the line in that text, as it would be here; undefined where it goes on with another word. */
function continuationAt(
  { text, path }: Occurrence,
  { at, names }: TokenMatch,
  { typed }: TokensLeft,
  own: string,
): string | undefined {
  const line = text.slice(at, lineEnd(text, at)).trimEnd();
  const moved = relocated(line, text.slice(lineStart(text, at), at) + line, path, own);
  const named = moved && renamed(moved, names);
  return named?.startsWith(typed) ? named.slice(typed.length) : undefined;
}

function firstLineOf(text: string, from: number): string {
  for (let at = from; at < text.length; ) {
    const end = text.indexOf("\n", at + 1);
    const line = text.slice(at, end < 0 ? undefined : end).trim();
    if (line !== "") return line;
    if (end < 0) return "";
    at = end;
  }
  return "";
}
