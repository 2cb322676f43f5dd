import { CompletionTriggerKind, type ServerCapabilities, SignatureHelpTriggerKind } from "vscode-languageserver";
import { isObject } from "../../base/json.ts";
import { lineAt } from "../context/place.ts";
import type { Spot } from "../context/spots.ts";
import type { TextPlace } from "../context/typeFacts.ts";
import { lineStart } from "../text/lines.ts";
import type { OtherWorld } from "./otherVerifier.ts";
import type { Question } from "./patientRequests.ts";

/** Who says what the other server answers. */
type Announcing = Pick<OtherWorld, "offers" | "traces">;

/** Whose answer tells of a spot. */
export const spotMethods = { members: "textDocument/completion", signature: "textDocument/signatureHelp" } as const;

const originMethods = {
  members: ["textDocument/typeDefinition", "textDocument/definition"],
  signature: ["textDocument/definition"],
} as const;

const providers: Readonly<Record<string, keyof ServerCapabilities>> = {
  "textDocument/completion": "completionProvider",
  "textDocument/signatureHelp": "signatureHelpProvider",
  "textDocument/typeDefinition": "typeDefinitionProvider",
  "textDocument/definition": "definitionProvider",
};

/** What is announced of a method; undefined where nothing is. */
function announced({ offers, traces }: Announcing, method: string): unknown {
  const provider = providers[method] as keyof ServerCapabilities;
  return offers()[provider] || traces.registration(method)?.registerOptions;
}

/** The question of what a spot has, with the cursor at a place behind it; undefined where no answer is announced. */
export function spotQuestion(
  side: Announcing,
  { kind, at }: Spot,
  { uri, text, offset }: TextPlace,
): Question | undefined {
  const method = spotMethods[kind];
  const options = announced(side, method);
  if (!options) return undefined;
  const [end, context] =
    kind === "members"
      ? [at, completionContext(options, text[at - 1] ?? "")]
      : [offset, { triggerKind: SignatureHelpTriggerKind.Invoked, isRetrigger: false }];
  return { method, params: { ...pointedAt(uri, text, end), context } };
}

function completionContext(options: unknown, sign: string) {
  const signs = isObject(options) ? (options.triggerCharacters as readonly string[] | undefined) : undefined;
  return signs?.includes(sign)
    ? { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: sign }
    : { triggerKind: CompletionTriggerKind.Invoked };
}

/** The questions of where that is declared which a spot has. The next one is of use where the one before finds nothing. */
export function originQuestions(side: Announcing, { kind, nameAt }: Spot, uri: string, text: string): Question[] {
  if (nameAt === undefined) return [];
  const methods = originMethods[kind].filter((method) => announced(side, method));
  const params = pointedAt(uri, text, nameAt);
  return methods.map((method) => ({ method, params }));
}

function pointedAt(uri: string, text: string, offset: number) {
  const position = { line: lineAt(text, offset), character: offset - lineStart(text, offset) };
  return { textDocument: { uri }, position };
}
