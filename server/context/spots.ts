import { chainEnding, operatorBefore } from "./chain.ts";

/** A spot that a language server can say something of, which stays the same while typing goes on behind it. */
export type Spot = {
  readonly kind: "members" | "signature";
  /** The offset just behind the dot, or behind the opening parenthesis. */
  readonly at: number;
  /** The receiver or the callee, in words; "" for what is no name. */
  readonly name: string;
  /** The offset of its last character; undefined for what is no name. */
  readonly nameAt: number | undefined;
};

const wordEnd = /[\p{L}\p{N}_$]*$/u;

/** A number ends so, and the dot is its own. */
const number = /(?<![\p{L}\p{N}_$.])\d[\d_]*$/u;

/** A value may end so. */
const valueEnd = /[\p{L}\p{N}_$)\]}"'`?!]$/u;

/** The dot, arrow or double colon before the cursor, behind which a name may have begun. */
export function memberSpot(before: string): Spot | undefined {
  const at = before.length - (wordEnd.exec(before.slice(-100))?.[0].length ?? 0);
  const end = operatorBefore(before, at);
  const near = before.slice(Math.max(0, end - 100), end);
  if (end === at || !valueEnd.test(near) || number.test(near)) return undefined;
  const chain = chainEnding(before.slice(0, end));
  const name = chain?.links.map((link) => (link.isCall ? `${link.name}()` : link.name)).join(".") ?? "";
  return { kind: "members", at, name, nameAt: chain && chain.nameEnd - 1 };
}

/** The arguments of a call are looked through up to here. */
const maxArguments = 1500;

const closers: Readonly<Record<string, string>> = {
  ")": "(",
  "]": "[",
  "}": "{",
};

/** What stands before parentheses and is no callee. */
const noCallee =
  /(?:^|[^\p{L}\p{N}_$.])(?:if|elif|while|for|switch|return|catch|with|and|or|not|in|is|match|yield|await|typeof|function)$/u;

/** A name that is being declared. */
const declared = /(?:\b(?:def|function|class|fn|func|fun)\s+|\bfunc\s*\([^()]*\)\s*)[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** The innermost call whose parentheses the cursor stands in. Strings on the cursor's line are skipped. */
export function callSpot(before: string): Spot | undefined {
  const least = Math.max(0, before.length - maxArguments);
  const waiting: string[] = [];
  let lineBreak = before.length; // the one before `at`, looked for when it is needed
  for (let at = before.length - 1; at >= least; at--) {
    const sign = before[at] as string;
    if (sign === '"' || sign === "'" || sign === "`") {
      const open = before.lastIndexOf(sign, at - 1);
      // One that is alone on its line: the cursor stands in it, or it is an apostrophe.
      if (lineBreak > at) lineBreak = before.lastIndexOf("\n", at);
      if (open > lineBreak) at = open;
    } else if (closers[sign]) waiting.push(closers[sign]);
    else if (sign === "(" || sign === "[" || sign === "{") {
      if (waiting.length > 0) {
        if (waiting.pop() !== sign) return undefined;
      } else if (sign === "{" && /(?:=>|\)|[\p{L}])\s*$/u.test(before.slice(Math.max(0, at - 20), at))) {
        return undefined; // a body, in which statements stand
      } else if (sign === "(") {
        const found = calleeBefore(before, at);
        if (found) return found;
      }
    }
  }
  return undefined;
}

function calleeBefore(before: string, open: number): Spot | undefined {
  const head = before.slice(Math.max(0, open - 300), open);
  if (!/[\p{L}\p{N}_$>)\]]$/u.test(head) || noCallee.test(head) || declared.test(head)) return undefined;
  const typeArguments = /<[^<>()]*>$/.exec(head)?.[0].length ?? 0;
  const chain = chainEnding(before.slice(0, open - typeArguments));
  if (!chain) return undefined;
  const name = chain.links.at(-1)?.name ?? "";
  return { kind: "signature", at: open + 1, name, nameAt: chain.nameEnd - 1 };
}
