import { languageOf } from "../../grammars/languages.ts";
import { onOneLine, signature } from "./skeleton.ts";
import type { DefinitionPlace, ViewedFile } from "./workspaceView.ts";

/** Members shown with their signature; the rest are only named. */
const maxSignatures = 3;
const maxSignature = 120;

/** Something that may be needed, and how much its name has to do with the cursor. */
export type JudgedMember = { readonly member: DefinitionPlace; readonly worth: number };

/** A head, the signatures of a few members that have to do with the cursor, and the names of others, in this order. */
export function memberList(head: string, { path }: ViewedFile, found: readonly JudgedMember[], room: number): string {
  const lines = head === "" ? [] : [head];
  const indent = head === "" ? "" : "  ";
  let left = room - head.length;
  let signatures = 0;
  const names: string[] = [];
  for (const { member, worth } of found) {
    const shown = onOneLine(signature(member.file.text, member.definition));
    if (worth > 0 && signatures < maxSignatures && shown.length < Math.min(maxSignature, left / 2)) {
      lines.push(`${indent}${shown}`);
      signatures++;
      left -= shown.length + 3;
      continue;
    }
    const { name } = member.definition;
    if (name.length + 2 > left) break;
    names.push(name);
    left -= name.length + 2;
  }
  const mark = languageOf(path)?.lineComment ?? "//";
  return [...lines, ...(names.length > 0 ? [`${indent}${mark} ${names.join(", ")}`] : [])].join("\n");
}
