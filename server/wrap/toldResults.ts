import type { CompletionItem, CompletionList, Location, LocationLink, SignatureHelp } from "vscode-languageserver";
import { CompletionItemKind } from "vscode-languageserver";
import type { Origin, ToldMember, ToldMembers, ToldSignature } from "../context/typeFacts.ts";

/** What another server's answers say of types. */

const maxDetail = 120;
const maxSignature = 400;

/** Words of the text around, which some servers list where they know nothing better, are no members. */
const noMembers: readonly (CompletionItemKind | undefined)[] = [
  CompletionItemKind.Text,
  CompletionItemKind.Keyword,
  CompletionItemKind.Snippet,
  CompletionItemKind.File,
  CompletionItemKind.Folder,
];
const callables: readonly (CompletionItemKind | undefined)[] = [CompletionItemKind.Method, CompletionItemKind.Function];

/** `price`, `price?`, `price()`, `price(…)`; a key that has to stand in brackets is none. */
const memberName = /^(#?[\p{L}_$][\p{L}\p{N}_$]*)(?=$|[?(<!:…\s])/u;

/** The members in a list of completions behind the dot of a receiver. */
export function membersIn(result: unknown, receiver: string): Omit<ToldMembers, "origins"> | undefined {
  if (!result) return undefined;
  const { isIncomplete, items } = Array.isArray(result)
    ? { isIncomplete: false, items: result as CompletionItem[] }
    : (result as CompletionList);
  if (!Array.isArray(items)) return undefined;
  const members = new Map<string, ToldMember>();
  for (const { label, kind, detail, labelDetails, filterText, insertText } of items) {
    if (noMembers.includes(kind)) continue;
    const found = memberName.exec(label)?.[1];
    // A template that writes something around the receiver has another name.
    if (found === undefined || !(insertText ?? filterText ?? label).includes(found) || members.has(found)) continue;
    const said = (labelDetails?.detail ?? detail ?? "").replace(/\s+/g, " ").trim().slice(0, maxDetail);
    members.set(found, { name: found, isCallable: callables.includes(kind), detail: said });
  }
  if (members.size === 0) return undefined;
  return { receiver, members: [...members.values()], areAll: !isIncomplete };
}

/** The active signature in a server's help for a call of `callee`. */
export function signatureIn(result: unknown, callee: string): Omit<ToldSignature, "origins"> | undefined {
  const { signatures = [], activeSignature } = (result ?? {}) as Partial<SignatureHelp>;
  const label = (signatures[activeSignature ?? 0] ?? signatures[0])?.label;
  if (typeof label !== "string" || label === "") return undefined;
  // pyright begins with the parentheses.
  const text = (/^[(<]/.test(label) ? `${callee}${label}` : label).replace(/\s+/g, " ").slice(0, maxSignature);
  return { text };
}

/** The places in an answer to where something, or its type, is declared. */
export function originsIn(result: unknown): readonly Origin[] {
  const all = (Array.isArray(result) ? result : result ? [result] : []) as readonly (Location | LocationLink)[];
  return all.flatMap((one) => {
    const [uri, range] = "targetUri" in one ? [one.targetUri, one.targetSelectionRange] : [one.uri, one.range];
    return typeof uri === "string" ? [{ uri, line: range?.start?.line ?? 0 }] : [];
  });
}
