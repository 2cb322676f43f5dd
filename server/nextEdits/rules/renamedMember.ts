import { wordParts } from "../../context/words.ts";
import { Slices } from "../../slices/slices.ts";
import type { CodeWithTree } from "../codeFiles.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { nameTheSame, type Rename, renameIn } from "../renames.ts";
import { nameNodeAt, wholeWords } from "../syntax.ts";

/**
 * A member of a class, an interface or an enum has another name now, and no other member in the workspace has the old one: what is still read by it behind a dot takes the new one.
 *
 *     class Cart { sumOf() {} }   →   class Cart { sumOfAll() {} }
 *     cart.sumOf();               →   cart.sumOfAll();
 */
export const renamedMember: NextEditRule = {
  name: "renamed member",
  find: async (asked) => {
    const found: FoundEdit[] = [];
    for (const substitution of asked.late) {
      const rename = renameIn(substitution);
      if (rename && nameTheSame(rename.oldName, rename.newName)) found.push(...(await usesOfMember(asked, rename)));
    }
    return found;
  },
};

const memberKinds: ReadonlySet<string> = new Set(["method", "field", "enumMember"]);

/** More files than these are not looked into. */
const maxFiles = 40;

async function usesOfMember({ files }: NextEditQuestion, rename: Rename): Promise<FoundEdit[]> {
  const { workspace } = files;
  const { key, oldName, now } = rename;
  const home = workspace.file(key);
  const definition = home?.tags.definitions.find(({ nameStart }) => nameStart === now.start);
  const owner = home?.tags.definitions[definition?.parent ?? -1];
  if (!home || !definition || !owner || !memberKinds.has(definition.kind)) return [];
  const others = workspace.definitions(oldName).map((one) => one.definition);
  if (others.some(({ kind, exported }) => memberKinds.has(kind) || exported === "named")) return [];
  const isTelling = wordParts(oldName).length > 2;
  const ownerIn = new Set(workspace.mentionedIn(owner.name).map(({ relative }) => relative));
  const mentions = workspace.mentionedIn(oldName);
  const meant = mentions.filter(({ relative }) => relative === key || isTelling || ownerIn.has(relative));
  if (meant.length > maxFiles) return [];
  const found: FoundEdit[] = [];
  const slices = new Slices();
  for (const { relative } of meant) {
    await slices.restIfDue();
    const code = await files.code(relative);
    if (code) found.push(...membersIn(code, rename, owner.name));
  }
  return found;
}

function membersIn(code: CodeWithTree, { oldName, newName }: Rename, owner: string): FoundEdit[] {
  const { path, text } = code;
  return [...wholeWords(text, oldName, 0, text.length)].flatMap((start) => {
    const node = nameNodeAt(code, start, oldName);
    const isMember = node && memberTypes.has(node.parent?.type ?? "") && isBehindDot(text, start);
    if (!isMember) return [];
    const because = `The member \`${oldName}\` of \`${owner}\` is \`${newName}\` now.`;
    return [{ path, start, end: start + oldName.length, newText: newName, because }];
  });
}

const memberTypes: ReadonlySet<string> = new Set(["member_expression", "attribute", "nested_identifier"]);

function isBehindDot(text: string, offset: number): boolean {
  return text
    .slice(Math.max(0, offset - 100), offset)
    .trimEnd()
    .endsWith(".");
}
