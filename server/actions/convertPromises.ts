import { rulesOf } from "../languages/languages.ts";
import { field, inside, namedChildren, type SyntaxNode, upwards } from "../languages/syntaxIn.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { callable, definitionAround, signatureOf } from "./definitionAt.ts";
import type { Site } from "./site.ts";
import { functionAround, nodeAt, nodesOf, statementAround, textOf } from "./syntax.ts";

/**
 * `.then(...)` and callbacks that get an error first become async and await.
 *
 * @example Convert to async and await
 * ```ts
 * function load(path: string): Promise<string> {
 *   return fetch(path).│then((answer) => answer.text());
 * }
 * ```
 * ```ts
 * «async function load(path: string): Promise<string> {
 *   const answer = await fetch(path);
 *   return answer.text();
 * }»
 * ```
 */
export const convertPromises: Action = {
  id: "convert-to-async",
  kind: "refactor.rewrite",
  offers: (site) => {
    if (!rulesOf(site.language).conversions?.has("await")) return [];
    const call = upwards(nodeAt(site)).find((node) => isChained(site, node) || takesCallback(site, node));
    if (!call) return [];
    const outer = functionAround(site, call.parent);
    const definition = outer && definitionAround({ ...site, ...outer }, callable);
    const range = definition ?? statementAround(site, call) ?? call;
    const kept = outer && definition ? [signatureOf(definition), ...plainStatements(site, outer)] : [];
    const say =
      "Write the code above again with async and await in place of callbacks and `.then`. What it does stays the same, also when something fails. Of a function that takes a callback use the form that returns a promise.";
    return [
      {
        title: "Convert to async and await",
        work: changeOf(site, range, { instruction: "convert", say, kept, keepsValues: true }),
      },
    ];
  },
};

/** The statements of a function that wait for nothing. */
function plainStatements(site: Site, around: SyntaxNode): readonly SyntaxNode[] {
  const body = field(around, "body");
  const waits = (node: SyntaxNode) => isChained(site, node) || takesCallback(site, node);
  return body?.type === nodesOf(site)?.body && body
    ? namedChildren(body).filter((statement) => !inside(statement).some(waits))
    : [];
}

/** `promise.then(...)`, with or without more behind it. */
function isChained(site: Site, node: SyntaxNode): boolean {
  if (node.type !== "call_expression") return false;
  const property = field(field(node, "function"), "property");
  return property !== undefined && textOf(site, property) === "then";
}

/** `readFile(path, (error, data) => ...)`. */
function takesCallback(site: Site, node: SyntaxNode): boolean {
  if (node.type !== "call_expression") return false;
  const passed = field(node, "arguments");
  const last = passed && namedChildren(passed).at(-1);
  if (last?.type !== "arrow_function" && last?.type !== "function_expression") return false;
  const parameters = field(last, "parameters");
  const first = parameters && namedChildren(parameters)[0];
  const name = first && (field(first, "pattern") ?? first);
  return name !== undefined && /^(?:err|error)$/.test(textOf(site, name));
}
