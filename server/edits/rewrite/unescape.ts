import { syntaxErrors } from "../../languages/parse.ts";
import { parseInSlices } from "../../languages/parseInSlices.ts";
import type { Original } from "../original.ts";

const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  apos: "'",
};
const entity = /&(lt|gt|amp|quot|apos|#39|#x27);/g;

/** The lines without HTML's escapes, where the code is better code without them. */
export async function unescaped(lines: readonly string[], { language, region }: Original): Promise<readonly string[]> {
  const text = lines.join("\n");
  if (!language || text.search(entity) < 0 || region.search(entity) >= 0) return lines;
  const plain = text.replace(entity, (_, name: string) => entities[name] ?? "");
  const errors = async (code: string) => {
    const tree = await parseInSlices(language, code);
    return tree ? syntaxErrors(tree, 0, code.length) : Number.POSITIVE_INFINITY;
  };
  return (await errors(plain)) < (await errors(text)) || !/[<>]/.test(text) ? plain.split("\n") : lines;
}
