import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import type { Substitution } from "../substitutions.ts";
import { callOf, functionNodeAround, isAsync } from "../syntax.ts";
import { usesOfDefinition } from "../uses.ts";

/**
 * A function became `async`: its calls in functions that are so too wait for it.
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
  return uses.flatMap(({ code, node }) => {
    const call = callOf(node);
    const around = call && functionNodeAround(call);
    if (!call || !around || !isAsync(around) || !isWaitedFor(call.parent?.type)) return [];
    return [{ path: code.path, start: call.startIndex, end: call.startIndex, newText: "await ", because }];
  });
}

const callable: ReadonlySet<string> = new Set(["function", "method", "constant", "variable"]);

/** What is returned, passed on or called upon may be wanted as a promise. */
function isWaitedFor(parent: string | undefined): boolean {
  return ["expression_statement", "variable_declarator", "assignment", "assignment_expression"].includes(parent ?? "");
}
