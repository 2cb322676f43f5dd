import { elementAt } from "../../../base/at.ts";
import type { Definition, Tags } from "../../languages/tags.ts";
import { Slices } from "../../slices/slices.ts";
import { lineEndOf } from "../../text/indentStyle.ts";
import { lineStarts, linesOf } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { CodeWithTree } from "../codeFiles.ts";
import { placesThatFit } from "../fit.ts";
import type { FileChanges } from "../history.ts";
import { isPartlyIn, lateRanges } from "../lateRanges.ts";
import { filled, type Member, narrowed, templateOf } from "../nameTemplate.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { wholeWords } from "../syntax.ts";

/**
 * An enum, an interface, a class or a union of strings has one more member: so has what lists all of the others, switches
 * over them or implements them, where the same is written for each but its name.
 *
 *     enum Color { Red, Green }           →   enum Color { Red, Green, Blue }
 *     [Color.Red]: "red",                     [Color.Red]: "red",
 *     [Color.Green]: "green",             →   [Color.Green]: "green",
 *                                             [Color.Blue]: "blue",
 */
export const newMember: NextEditRule = {
  name: "new member",
  find: async (asked) => {
    const found: FoundEdit[] = [];
    for (const change of asked.changes)
      for (const added of await addedIn(asked, change)) found.push(...(await placesOf(asked, added)));
    return found;
  },
};

/** `members` are those that were there before, and `at` is the number of those in front of the new one. */
type Added = {
  readonly path: string;
  readonly owner: Definition;
  readonly members: readonly Member[];
  readonly member: Member;
  readonly at: number;
  /** Where the members are declared. */
  readonly declared: readonly OffsetRange[];
};

const owners: ReadonlySet<string> = new Set(["enum", "interface", "class", "type"]);
const memberKinds: ReadonlySet<string> = new Set(["enumMember", "field"]);

/** One of two things that look alike says nothing. */
const minMembers = 2;

async function addedIn(asked: NextEditQuestion, change: FileChanges): Promise<Added[]> {
  const { files, since } = asked;
  const { key: path, text } = change;
  const tags = files.workspace.file(path)?.tags;
  if (!tags) return [];
  const [late, all] = [lateRanges(change, since), lateRanges(change, 0)];
  // What was declared before is known only after a walk through all of the file.
  const changed = tags.definitions.filter(
    (owner) =>
      owners.has(owner.kind) &&
      isPartlyIn(all, owner) &&
      membersOf(text, tags, owner).some(
        ({ name, range }) =>
          isPartlyIn(late, range) || (isPartlyIn(all, range) && wasListedLately(asked, owner.name, name)),
      ),
  );
  const before = changed.length > 0 ? await files.other(path, change.base) : undefined;
  if (!before) return [];
  return changed.flatMap((owner) => {
    const same = before.tags.definitions.filter(({ name, kind }) => name === owner.name && kind === owner.kind);
    const [old] = same;
    if (!old || same.length > 1) return [];
    const [was, now] = [membersOf(before.text, before.tags, old), membersOf(text, tags, owner)];
    const isOld = ({ name }: Member) => was.some((one) => one.name === name);
    const [member, ...more] = now.filter((one) => !isOld(one));
    const members = now.filter(isOld);
    // Where one went as well it has another name.
    if (!member || more.length > 0 || members.length < minMembers || members.length < was.length) return [];
    return [
      {
        path,
        owner,
        members,
        member,
        at: now.indexOf(member),
        declared: now.map(({ range }) => range),
      },
    ];
  });
}

/** Somebody has written the member where others of its owner are meant: who goes on is told of the rest. */
function wasListedLately({ changes, since }: NextEditQuestion, owner: string, name: string): boolean {
  return changes.some(
    (change) =>
      change.text.includes(owner) &&
      lateRanges(change, since).some(({ start, end }) => !wholeWords(change.text, name, start, end).next().done),
  );
}

type Declared = Member & { readonly range: OffsetRange };

function membersOf(text: string, { definitions }: Tags, owner: Definition): Declared[] {
  if (owner.kind === "type" && isUnion.test(text.slice(owner.start, owner.end))) return stringsIn(text, owner);
  const index = definitions.indexOf(owner);
  return definitions
    .filter(({ parent, kind }) => parent === index && memberKinds.has(kind))
    .map(({ name, nameEnd, start, end }) => {
      const type = /^\??\s*(:[^=]*[^\s;,=])/.exec(text.slice(nameEnd, end))?.[1];
      return { name, type, range: { start, end } };
    });
}

/** `type Color = "red" | "green";` */
const isUnion = /^[^=]*=\s*\|?\s*(?:"[\w-]+"|'[\w-]+')(?:\s*\|\s*(?:"[\w-]+"|'[\w-]+'))+\s*;?\s*$/;

function stringsIn(text: string, { start, end }: Definition): Declared[] {
  return [...text.slice(start, end).matchAll(/["']([\w-]+)["']/g)].map(({ index, 0: all, 1: name = "" }) => ({
    name,
    range: { start: start + index, end: start + index + all.length },
  }));
}

/** More files that mention the owner are not looked at. */
const maxFiles = 40;

async function placesOf({ files }: NextEditQuestion, added: Added): Promise<FoundEdit[]> {
  const { path: home, owner, member } = added;
  const mentioning = files.workspace.mentionedIn(owner.name).map(({ relative }) => relative);
  const paths = new Set([home, ...(mentioning.length > maxFiles ? [] : mentioning)]);
  const because = `\`${owner.name}\` has \`${member.name}\` now, and the others are here.`;
  const found: FoundEdit[] = [];
  const slices = new Slices();
  for (const path of paths) {
    await slices.restIfDue();
    const text = files.workspace.file(path)?.text;
    const changes = text === undefined ? [] : [...inLines(text, added), ...inLists(text, added)];
    const code = changes.length > 0 ? await files.code(path) : undefined;
    const meant = code ? changes.filter((one) => isMeant(code, added, one)) : [];
    const edits = meant.map(({ start, end, newText }) => [{ path, start, end, newText, because }]);
    if (code) found.push(...(await placesThatFit(files, code, edits)));
  }
  return found;
}

/** A change, and the range of what is written for the other members. */
type Listed = TextChange & { readonly run: OffsetRange };

/**
 * The declaration itself is none. Other classes and types have the member only if they implement the owner, and variables
 * that are called as fields are have nothing to do with these.
 */
function isMeant(
  { path, tags, text }: CodeWithTree,
  { path: home, declared, owner, members }: Added,
  { run }: Listed,
): boolean {
  if (path === home && isPartlyIn(declared, run)) return false;
  const field = tags.definitions.find(
    ({ kind, nameStart }) => memberKinds.has(kind) && run.start <= nameStart && nameStart < run.end,
  );
  const holder = field && tags.definitions[field.parent];
  if (!holder) return owner.kind !== "interface" && members.every(({ type }) => type === undefined);
  const implementing = text.slice(holder.start, holder.bodyStart).split(/\bimplements\b/)[1] ?? "";
  return [...wholeWords(implementing, owner.name, 0, implementing.length)].length > 0;
}

/** Lines that are written for one member. */
const maxLines = 3;

/** Where each member has a line, or as many lines as each other. */
function inLines(text: string, added: Added): Listed[] {
  const { members, at } = added;
  const [lines, starts] = [linesOf(text), lineStarts(text)];
  const anchor = elementAt(members, Math.max(0, at - 1));
  const found: Listed[] = [];
  const name = anchor.name.toLowerCase().replace(/[_-]/g, "");
  for (const [line, content] of lines.entries()) {
    if (!content.toLowerCase().replace(/[_-]/g, "").includes(name)) continue;
    for (let count = 1; count <= maxLines; count++) {
      const one = runAt(lines, line, count, added, anchor);
      if (!one) continue;
      const run = {
        start: starts[one.first] ?? 0,
        end: starts[one.last] ?? text.length,
      };
      const offset = (number: number) => starts[number] ?? text.length;
      const ending = lineEndOf(text.slice(0, offset(line)), text.slice(offset(line)));
      if (at === 0)
        found.push({
          start: offset(line),
          end: offset(line),
          newText: one.lines.join(ending) + one.trailing + ending,
          run,
        });
      else {
        const last = line + count - 1;
        const end = offset(last) + elementAt(lines, last).length;
        const isOther = one.own !== one.trailing;
        const place = isOther ? end - one.own.length : end;
        const newText = `${isOther ? one.trailing : ""}${ending}${one.lines.join(ending)}${isOther ? "" : one.trailing}`;
        found.push({ start: place, end: place, newText, run });
      }
      break;
    }
  }
  return found;
}

/**
 * The blocks of `count` lines around a line that are one for each member. `own` is the sign behind that of the anchor,
 * `trailing` the one behind the others.
 */
function runAt(lines: readonly string[], line: number, count: number, added: Added, anchor: Member) {
  const { members, member } = added;
  const blockAt = (first: number) => {
    const block = lines.slice(first, first + count);
    const text = block.join("\n");
    const sign = /[,;]?$/.exec(text)?.[0] ?? "";
    return {
      text: text.slice(0, text.length - sign.length),
      sign,
      isWhole: first >= 0 && block.length === count,
    };
  };
  const own = blockAt(line);
  let template = templateOf(own.text, anchor);
  if (!template || !own.isWhole) return undefined;
  const left = new Set(members.filter((one) => one !== anchor));
  const signs: string[] = [];
  const take = (first: number): boolean => {
    const block = blockAt(first);
    for (const one of block.isWhole ? left : []) {
      const next = template && narrowed(template, block.text, one);
      if (!next) continue;
      template = next;
      left.delete(one);
      signs.push(block.sign);
      return true;
    }
    return false;
  };
  let [first, last] = [line, line + count];
  while (take(last)) last += count;
  while (take(first - count)) first -= count;
  const written = left.size === 0 ? filled(template, member) : undefined;
  if (
    written === undefined ||
    lines
      .slice(first, last + count)
      .join("\n")
      .includes(written.trim())
  )
    return undefined;
  // The last of a list may have no sign, or another than those before it.
  const trailing = last === line + count ? (signs[0] ?? "") : own.sign;
  return { first, last, lines: written.split("\n"), own: own.sign, trailing };
}

/** Where the members stand on one line, as strings or with their owner's name. */
function inLists(text: string, { members, member, at, owner }: Added): Listed[] {
  const anchor = elementAt(members, Math.max(0, at - 1));
  const found: Listed[] = [];
  for (const { index, 1: inside = "" } of text.matchAll(/[[({]([^[\](){}\r\n]*)(?=[\])}])/g)) {
    const from = index + 1;
    const elements = [...inside.matchAll(/[^,]+/g)].map((one) => {
      const lead = /^\s*/.exec(one[0])?.[0].length ?? 0;
      const content = one[0].trim();
      return {
        content,
        start: from + one.index + lead,
        end: from + one.index + lead + content.length,
      };
    });
    if (elements.length < members.length) continue;
    for (const element of elements) {
      const isTelling = /^["']/.test(element.content) || element.content.startsWith(`${owner.name}.`);
      let template = isTelling ? templateOf(element.content, anchor) : undefined;
      if (!template) continue;
      for (const one of members.filter((each) => each !== anchor)) {
        const fits: ReturnType<typeof narrowed>[] = elements.map(
          ({ content }) => template && narrowed(template, content, one),
        );
        template = fits.find((each) => each !== undefined);
      }
      const written = template && filled(template, member);
      if (written === undefined || elements.some(({ content }) => content === written)) continue;
      const place = at === 0 ? element.start : element.end;
      const newText = at === 0 ? `${written}, ` : `, ${written}`;
      found.push({
        start: place,
        end: place,
        newText,
        run: { start: from, end: from + inside.length },
      });
      break;
    }
  }
  return found;
}
