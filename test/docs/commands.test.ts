import { expect, test } from "@jest/globals";
import { markdown, paths, textOf } from "./markdown.ts";

const { scripts } = JSON.parse(textOf("package.json")) as { readonly scripts: Record<string, string> };
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = ""]) => found);

test.each(markdown)("the commands of %s can be run", (page) => {
  const text = textOf(page).replace(/\n> ?|\n/g, " ");
  const missing = [
    ...all(text, /\bnpm run ([\w:-]*\w)/g).filter((name) => !(name in scripts)),
    ...all(text, /\bnode (?:--[\w-]+ )*(dist\/[\w/.]+\.js)/g).filter((built) => !paths.includes(sourceOf(built))),
  ];
  expect(missing).toEqual([]);
});

const sourceOf = (built: string) => built.replace(/^dist\//, "").replace(/\.js$/, ".ts");

const contributing = textOf("docs/contributing.md");

test("contributing says how each benchmark and each evaluation is run", () => {
  const named = Object.entries(scripts).filter(([name]) => contributing.includes(`npm run ${name}`));
  const run = [contributing, ...named.map(([, command]) => command)].flatMap((text) =>
    all(text, /\bnode (dist\/test\/(?:bench|eval)\/[\w/]+\.js)/g).map(sourceOf),
  );
  expect(programs.filter((path) => !run.includes(path))).toEqual([]);
});

/** What is there to be run, and not to be imported: it takes its own command line. */
const programs = paths.filter(
  (path) =>
    /^test\/bench\/\w+\.ts$/.test(path) || (/^test\/eval\/(?:replay\/main|\w+)\.ts$/.test(path) && takesWords(path)),
);

function takesWords(path: string): boolean {
  return /\bprocess\.argv\b/.test(textOf(path));
}

test.each(Object.entries(scripts))("the script %s runs what is there", (_, command) => {
  expect(all(command, /\bnode (dist\/test\/[\w/]+\.js)/g).filter((built) => !paths.includes(sourceOf(built)))).toEqual(
    [],
  );
});
