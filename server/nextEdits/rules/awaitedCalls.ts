import type { Node } from "../../languages/nameRules.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import type { Substitution } from "../substitutions.ts";
import { callOf, functionNodeAround, isAsync } from "../syntax.ts";
import { usesOfDefinition } from "../uses.ts";

/**
 * A function became `async`: its calls in functions that are so too wait for it. A function that works on with the result
 * becomes `async` for that.
 *
 *     function load() {}     →   async function load() {}
 *     const text = load();   →   const text = await load();
 */
export const awaitedCalls: NextEditRule = {
  name: "awaited calls",
  find: async (asked) => {
    const found: FoundEdit[] = [];
    for (const late of asked.late)
      if (late.oldTokens.length === 0 && late.newTokens.includes("async")) found.push(...(await callsOf(asked, late)));
    return found;
  },
};

async function callsOf({ files }: NextEditQuestion, { key, now }: Substitution): Promise<FoundEdit[]> {
  const definition = files.workspace
    .file(key)
    ?.tags.definitions.findLast(
      ({ start, bodyStart, kind }) => callable.has(kind) && start <= now.end && now.start <= bodyStart,
    );
  if (!definition) return [];
  const because = `\`${definition.name}\` is async now.`;
  const uses = await usesOfDefinition(files, key, definition);
  const found = uses.flatMap(({ code: { path }, node }) => {
    const call = callOf(node);
    const around = call && functionNodeAround(call);
    if (!call || !around) return [];
    const parent = call.parent?.type ?? "";
    const becomes = "What it works on with is a promise now.";
    const async = { path, start: around.startIndex, end: around.startIndex, newText: "async ", because: becomes };
    // Who takes one place after the other may have begun with this one.
    if (isAwait(parent)) return isAsync(around) || !mayBeAsync(around) ? [] : [async];
    if (!isWaitable(parent)) return [];
    const wait = { path, start: call.startIndex, end: call.startIndex, newText: "await ", because };
    if (isAsync(around)) return [wait];
    return parent === "expression_statement" || !mayBeAsync(around) ? [] : [async, wait];
  });
  // A function with two such calls becomes async once.
  return found.filter(
    (one, i) => found.findIndex((other) => other.path === one.path && other.start === one.start) === i,
  );
}

/** A function with a name, whose type does not say what it returns, and which nothing else calls than calls of its name. */
function mayBeAsync(node: Node): boolean {
  if (node.type !== "function_declaration" && node.type !== "function_definition") return false;
  if (node.parent?.type === "decorated_definition" || /\byield\b/.test(node.text)) return false;
  const isPython = node.type === "function_definition";
  const name = node.childForFieldName("name")?.text ?? "";
  return isPython ? !/^(?:__|test)/.test(name) : !node.childForFieldName("return_type");
}

const callable: ReadonlySet<string> = new Set(["function", "method", "constant", "variable"]);

function isAwait(type: string): boolean {
  return type === "await" || type === "await_expression";
}

/** What is returned, passed on or called upon may be wanted as a promise. */
function isWaitable(parent: string): boolean {
  return ["expression_statement", "variable_declarator", "assignment", "assignment_expression"].includes(parent);
}
