import { rulesOf } from "../../languages/languages.ts";
import type { Node } from "../../languages/nameRules.ts";
import type { Parsed } from "../original.ts";
import { refused } from "../proposal.ts";
import type { DraftCheck } from "./check.ts";

/** What comparisons and counting bring along. */
const common: ReadonlySet<string> = new Set(["0", "1", "-1", '""', "''", "``"]);

/**
 * Code that is only put in other words has the values it had: no other number or text, and no setting that was off is on.
 * Small models write them anew, and nothing else would tell.
 */
export const values: DraftCheck = (draft, original) => {
  if (!original.keepsValues || !draft.tree || !original.tree) return [];
  const literals = rulesOf(original.language).nodes?.literals ?? new Set<string>();
  const old = valuesIn(original, draft.from, draft.to, literals);
  const now = valuesIn(draft, draft.start, draft.end, literals);
  const fresh = [...now.plain].find((value) => !old.plain.has(value) && !common.has(value));
  if (fresh !== undefined) return changed(fresh);
  for (const [name, switched] of now.switches) {
    const before = old.switches.get(name);
    const other = before && [...switched].find((value) => !before.has(value));
    if (other) return changed(`${name}: ${other}`);
  }
  return [];
};

type Values = {
  /** Numbers, and texts that nothing is put into. */
  readonly plain: ReadonlySet<string>;
  /** What is switched on or off by its name, in an object or a call. */
  readonly switches: ReadonlyMap<string, ReadonlySet<string>>;
};

function valuesIn({ tree }: Parsed, start: number, end: number, literals: ReadonlySet<string>): Values {
  const plain = new Set<string>();
  const switches = new Map<string, Set<string>>();
  const waiting: Node[] = tree ? [tree.rootNode] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.endIndex <= start || node.startIndex >= end || node.type.endsWith("comment")) continue;
    const { type, text } = node;
    const isText = literals.has(type);
    if (isText && !/\$?\{/.test(text)) plain.add(withoutQuotes(text));
    else if (/^(?:number|integer|float)$|_literal$/.test(type) && /^\d/.test(text)) plain.add(text);
    else if (type === "true" || type === "false") {
      const name = nameOf(node);
      if (name !== undefined) switches.set(name, (switches.get(name) ?? new Set()).add(text));
    }
    if (!isText) waiting.push(...node.children);
  }
  return { plain, switches };
}

/** `"a"` and `'a'` are one text. */
function withoutQuotes(text: string): string {
  return text.replace(/^(["'`])([\s\S]*)\1$/, '"$2"');
}

/** The name of a value in an object or a call, as `key: true` and `key=True` give it one. */
function nameOf({ parent, id }: Node): string | undefined {
  if (!parent || !/^(?:pair|keyword_argument)$/.test(parent.type) || parent.lastNamedChild?.id !== id) return undefined;
  return parent.firstNamedChild?.text;
}

function changed(value: string) {
  const shown = value.split("\n")[0]?.slice(0, 40) ?? "";
  return refused(
    `The answer has another value than the code had: \`${shown}\`.`,
    `Keep all values as they are. \`${shown}\` was not in the code.`,
  );
}
