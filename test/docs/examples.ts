import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** What a doc comment says of one action, filter or ending, and the examples in it. */
export type Documented = {
  /** The name of the constant or function that the comment stands above. */
  readonly name: string;
  /** Its path from the root of the repository. */
  readonly path: string;
  /** The comment above its first example: paragraphs, each one line. */
  readonly about: readonly string[];
  readonly examples: readonly Example[];
};

/** A before and an after, as `@example` of a doc comment holds them. */
export type Example = {
  /** The rest of the line behind `@example`. */
  readonly title: string;
  /** Lines `Name: value` between the title and the first block, by name. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
  readonly before: Block;
  readonly after: Block;
};

/** A fenced block: its language as the fence names it, its text without the last line end. */
export type Block = { readonly language: string; readonly text: string };

const commented = /^\/\*\*\n((?:(?!\*\/)[\s\S])*?)\s*\*\/\nexport (?:const|function) (\w+)/gm;

/** Everything in a folder whose doc comment has an example, in the order of files. Throws where one cannot be read. */
export function documentedIn(folder: string): Documented[] {
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts"));
  return files.flatMap((file) => {
    const path = `${folder}/${file}`;
    return documentedBy(readFileSync(join(root, path), "utf8"), path);
  });
}

/** What a documented name stands for in the built program. */
export async function documentedValue({ path, name }: Documented): Promise<unknown> {
  const module = (await import(`../../${path.replace(/\.ts$/, ".js")}`)) as Record<string, unknown>;
  return module[name];
}

export function documentedBy(source: string, path: string): Documented[] {
  return [...source.matchAll(commented)].flatMap(([, comment = "", name = ""]) => {
    const [about = "", ...examples] = comment.replace(/^ \* ?/gm, "").split(/^@example /m);
    if (examples.length === 0) return [];
    return {
      name,
      path,
      about: paragraphs(about),
      examples: examples.map((text) => exampleIn(text, `${path}, ${name}`)),
    };
  });
}

function paragraphs(text: string): string[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll("\n", " "));
}

function exampleIn(text: string, where: string): Example {
  const [title = "", ...rest] = text.split("\n");
  const body = rest.join("\n");
  const blocks = [...body.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].map(([, language = "", text = ""]) => ({
    language,
    text,
  }));
  const [before, after, more] = blocks;
  if (!before || !after || more) throw new Error(`${where}: the example “${title}” needs two blocks: before and after`);
  const notes: Record<string, string[]> = {};
  for (const line of body.slice(0, body.indexOf("```")).split("\n").filter(Boolean)) {
    const [, name, value] = /^(\w+): (.+)$/.exec(line) ?? [];
    if (!name || !value) throw new Error(`${where}: “${line}” is no note of the form “Name: value”`);
    notes[name] = [...(notes[name] ?? []), value];
  }
  return { title, notes, before, after };
}
