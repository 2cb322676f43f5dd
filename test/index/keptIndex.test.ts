import { mkdirSync, renameSync, rmSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { congruentFrom, Random } from "../random.ts";
import { Folder } from "./workspace.ts";

/** Everything an index says, with paths relative to its folder. */
function everything({ index }: WorkspaceIndex, root: string, names: readonly string[]) {
  const short = (path: string) => path.slice(root.length + 1);
  const files = index.files().sort();
  return {
    files: files.map((path) => [short(path), index.lines(path), index.outline(path), index.importsOf(path)]),
    names: names.map((name) => ({
      name,
      definitions: index
        .definitions(name)
        .map(({ path, definition }) => [short(path), definition.nameStart] as const)
        .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1])),
      references: index
        .references(name)
        .map(({ path, offsets }) => [short(path), [...offsets]] as const)
        .sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    })),
  };
}

const names = ["alpha", "beta", "gamma", "délta", "Kind", "run", "one"];

/** A statement, whole lines. Any of them may follow any other. */
function statement(random: Random, path: string): string {
  const name = () => random.pick(names);
  const typescript = [
    () => `import { ${name()} } from "./f${random.below(9)}";\n`,
    () => `/** ${name()} */\nexport function ${name()}(one: number) {\n  return ${name()}(one);\n}\n`,
    () => `class ${name()} {\n  ${name()} = "😀";\n}\r\n`,
    () => `// ${name()} 漢字\n`,
  ];
  const python = [
    () => `from .f${random.below(9)} import ${name()}\n`,
    () => `def ${name()}(one):\n    return ${name()}(one)\n`,
    () => `class ${name()}:\n    ${name()} = "😀"\n`,
    () => `# ${name()} 漢字\r\n`,
  ];
  return random.pick(path.endsWith(".py") ? python : typescript)();
}

function statements(random: Random, path: string): string[] {
  return Array.from({ length: random.below(8) }, () => statement(random, path));
}

/** What a user, an editor and other programs do to a folder, at random. */
class Story {
  readonly folder = new Folder();
  readonly random: Random;
  readonly open = new Map<string, string[]>();
  readonly #index: WorkspaceIndex;
  #touched: string[] = [];

  constructor(index: WorkspaceIndex, seed: number) {
    this.#index = index;
    this.random = new Random(congruentFrom(seed));
    for (let i = 0; i < 12; i++) this.#write(this.#path());
  }

  step(): void {
    const path = this.#path();
    const random = this.random.below(10);
    if (this.open.has(path) && random < 6) this.#type(path);
    else if (this.open.has(path)) this.#close(path);
    else if (random < 4) this.#open(path);
    else if (random < 7) this.#write(path);
    else if (random < 9) this.#rename(path, this.#path());
    else this.#delete(path);
  }

  /** Programs tell of changes late and in batches. */
  tell(): void {
    this.#index.changed(this.#touched.map((path) => this.folder.path(path)));
    this.#touched = [];
  }

  #path(): string {
    const number = this.random.below(9);
    return `${this.random.pick(["", "lib/", "lib/deep/"])}f${number}.${number < 5 ? "ts" : "py"}`;
  }

  #open(path: string): void {
    const text = statements(this.random, path);
    this.open.set(path, text);
    this.#index.open(this.folder.path(path), "", text.join(""));
  }

  #type(path: string): void {
    const text = this.open.get(path) as string[];
    const at = this.random.below(text.length + 1);
    const inserted = statements(this.random, path);
    const start = text.slice(0, at).join("").length;
    const removed = text.splice(at, this.random.below(3), ...inserted).join("").length;
    const edit = { start, oldEnd: start + removed, newEnd: start + inserted.join("").length };
    this.#index.change(this.folder.path(path), text.join(""), edit);
  }

  #close(path: string): void {
    if (this.random.below(2)) this.folder.file(path, (this.open.get(path) as string[]).join(""));
    this.open.delete(path);
    this.#index.close(this.folder.path(path));
  }

  #write(path: string): void {
    this.folder.file(path, statements(this.random, path).join(""));
    this.#touched.push(path);
  }

  #rename(from: string, to: string): void {
    try {
      mkdirSync(this.folder.path("lib/deep"), { recursive: true });
      renameSync(this.folder.path(from), this.folder.path(to));
    } catch {
      return; // it was not on disk
    }
    this.#touched.push(from, to);
  }

  #delete(path: string): void {
    rmSync(this.folder.path(path), { force: true });
    this.#touched.push(path);
  }
}

test.each([1, 2, 3])("after any history the kept index says what a new one says (history %s)", async (seed) => {
  const kept = new WorkspaceIndex({ log: () => {} });
  const story = new Story(kept, seed);
  using folder = story.folder;
  if (seed === 2) folder.git("init");
  await kept.setFolders([folder.root]);
  for (let round = 0; round < 6; round++) {
    for (let step = 0; step < 100; step++) {
      story.step();
      if (story.random.below(8) === 0) story.tell();
      if (story.random.below(30) === 0) await kept.settled();
    }
    story.tell();
    await kept.settled();
    const fresh = new WorkspaceIndex({ log: () => {} });
    await fresh.setFolders([folder.root]);
    for (const [path, text] of story.open) fresh.open(folder.path(path), "", text.join(""));
    await fresh.settled();
    expect(everything(kept, folder.root, names)).toEqual(everything(fresh, folder.root, names));
    await fresh.dispose();
  }
  await kept.dispose();
});
