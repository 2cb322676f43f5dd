import type { Definition } from "../languages/tags.ts";
import { namesOnly, onOneLine, signature } from "./skeleton.ts";
import type { DefinitionPlace, ViewedFile } from "./workspaceView.ts";

/** Members shown with their signature; the rest are only named. */
const maxSignatures = 3;
const maxSignature = 120;

/** The part of the context that a list may take, in characters of its tokens. */
const share = 0.25;
const charactersPerToken = 3.5;

/** Something that may be needed, and how much its name has to do with the cursor. */
export type JudgedMember = { readonly member: DefinitionPlace; readonly worth: number };

/** The characters that a list may have in a context of so many tokens. */
export function listRoom(tokens: number, mostCharacters: number): number {
  return Math.min(mostCharacters, tokens * share * charactersPerToken);
}

/** A head, the signatures of a few members that have to do with the cursor, and the names of others, in this order. */
export function memberList(head: string, file: ViewedFile, found: readonly JudgedMember[], room: number): string {
  const lines = head === "" ? [] : [head];
  const indent = head === "" ? "" : "  ";
  let left = room - head.length;
  let signatures = 0;
  const named: Definition[] = [];
  for (const { member, worth } of found) {
    const shown = onOneLine(signature(member.file.text, member.definition));
    if (worth > 0 && signatures < maxSignatures && shown.length < Math.min(maxSignature, left / 2)) {
      lines.push(`${indent}${shown}`);
      signatures++;
      left -= shown.length + 3;
      continue;
    }
    const { definition } = member;
    const length = definition.name.length + 2;
    if (length > left) break;
    named.push(definition);
    left -= length;
  }
  return [...lines, ...(named.length > 0 ? [`${indent}${namesOnly(file, named)}`] : [])].join("\n");
}
