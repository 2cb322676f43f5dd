import { languageOf } from "../../../grammars/languages.ts";
import { extract } from "../../../server/languages/extract.ts";
import { parse } from "../../../server/languages/parse.ts";
import { randomFrom, shuffled } from "../../random.ts";
import { readTree } from "../tree.ts";

/** A function that actions are tried on; `offset` is where its name begins. */
export type Tried = {
  readonly key: string;
  readonly path: string;
  readonly languageId: string;
  readonly name: string;
  readonly text: string;
  readonly offset: number;
};

const [fewestLines, mostLines] = [4, 40];
const languages: ReadonlySet<string> = new Set(["python", "typescript", "typescriptreact"]);

/** So many functions of each language, drawn from all files of a folder; tests and files with errors are left out. */
export function functionsIn(folder: string, count: number, seed: number): readonly Tried[] {
  const all = [...readTree(folder)].flatMap(([path, text]) => functionsOf(path, text));
  return ["python", "script"].flatMap((kind) => {
    const own = all.filter(({ languageId }) => (languageId === "python") === (kind === "python"));
    return shuffled(own, randomFrom(seed)).slice(0, count);
  });
}

function functionsOf(path: string, text: string): Tried[] {
  const language = languageOf(path);
  const [languageId = ""] = language?.ids ?? [];
  const tree = language && languages.has(languageId) && !/test|spec|\.d\.ts$/i.test(path) && parse(language, text);
  if (!language || !tree || tree.rootNode.hasError) return [];
  return extract(language, tree, text)
    .definitions.filter(({ kind, start, end }) => {
      const lines = text.slice(start, end).split("\n").length;
      return (kind === "function" || kind === "method") && lines >= fewestLines && lines <= mostLines;
    })
    .map(({ name, nameStart }) => ({ key: `${path}:${nameStart}`, path, languageId, name, text, offset: nameStart }));
}
