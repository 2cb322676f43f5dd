/** A name of a chain such as `cart.items().first`. */
export type Link = { readonly name: string; readonly isCall: boolean };

/** What stands before a dot: names of which each is a member of the one before. */
export type Chain = {
  readonly links: readonly Link[];
  /** The first is made: `new Cart().│`. */
  readonly isNew: boolean;
  /** The offset behind the last name, in front of its arguments. */
  readonly nameEnd: number;
};

const maxLinks = 6;

/** The text of arguments is skipped up to here. */
const maxArguments = 2000;

/** `.`, `?.`, `&.`, `!!.`, `->`, `?->`, `::`, with the blanks around them. */
const operator = /\s*(?:(?:\?|!!|&)?\.|\??->|::)\s*$/;

/** More blanks than these stand around no operator. */
const operatorWidth = 80;

/** What stands before the operator at the end of a text, behind which a name may have begun; undefined where there is none. */
export function receiverBefore(before: string): Chain | undefined {
  const end = before.length - (/[\w$]*$/.exec(before.slice(-100))?.[0].length ?? 0);
  const start = operatorBefore(before, end);
  return start === end ? undefined : chainEnding(before.slice(0, start));
}

/** The chain that an expression ends with; undefined where it ends with something else. */
export function chainEnding(text: string): Chain | undefined {
  const links: Link[] = [];
  let at = text.length;
  let nameEnd = at;
  while (links.length < maxLinks) {
    const { start, isCall } = withoutArguments(text, at);
    const name = /[\w$]+$/.exec(text.slice(Math.max(0, start - 100), start))?.[0];
    if (name === undefined || /^\d/.test(name)) return undefined;
    if (links.length === 0) nameEnd = start;
    links.unshift({ name, isCall });
    const from = start - name.length;
    at = operatorBefore(text, from);
    if (at === from) {
      return { links, isNew: /\bnew\s+(?:\\?\w+\\)*$/.test(text.slice(Math.max(0, at - 100), at)), nameEnd };
    }
  }
  return undefined;
}

/** Where the operator begins that stands before `end`; `end` where there is none. */
export function operatorBefore(text: string, end: number): number {
  return end - (operator.exec(text.slice(Math.max(0, end - operatorWidth), end))?.[0].length ?? 0);
}

/** Where a name ends behind which arguments, an index, type arguments or marks stand up to `end`. */
function withoutArguments(text: string, end: number): { readonly start: number; readonly isCall: boolean } {
  let isCall = false;
  for (let at = end; ; ) {
    const last = text[at - 1] ?? "";
    if (last === ")" || last === "]" || (last === ">" && isCall)) {
      const open = openerBefore(text, at);
      if (open === undefined) return { start: at, isCall };
      if (last === ")") isCall = true;
      at = open;
    } else if (last === "?" || last === "!") at--;
    else return { start: at, isCall };
  }
}

const openers: Readonly<Record<string, string>> = { ")": "(", "]": "[", ">": "<" };

/** The bracket that the closer before `end` closes. Strings are not told from code. */
function openerBefore(text: string, end: number): number | undefined {
  const closer = text[end - 1] as string;
  const opener = openers[closer];
  let depth = 0;
  for (let at = end - 1; at >= 0 && end - at < maxArguments; at--) {
    if (text[at] === closer) depth++;
    else if (text[at] === opener && --depth === 0) return at;
  }
  return undefined;
}
