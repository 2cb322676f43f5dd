import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** What code written without them in mind seldom keeps to: real code, real messages. */
const strict = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
};

/** Copies of trees that are checked more strictly than their own configuration wants, removed when they are disposed. */
export function strictCopies(folders: readonly string[]): { readonly folders: readonly string[] } & Disposable {
  const parents = folders.map(() => mkdtempSync(join(tmpdir(), "hearth-verified-")));
  return {
    folders: folders.map((folder, at) => strictCopy(folder, parents[at] ?? "")),
    [Symbol.dispose]: () => {
      for (const parent of parents) rmSync(parent, { recursive: true, force: true });
    },
  };
}

function strictCopy(folder: string, parent: string): string {
  const copy = join(parent, basename(folder));
  cpSync(folder, copy, { recursive: true, filter: (path) => !/^(?:\.git|node_modules)$/.test(basename(path)) });
  if (existsSync(join(folder, "node_modules"))) symlinkSync(join(folder, "node_modules"), join(copy, "node_modules"));
  if (existsSync(join(copy, "tsconfig.json"))) {
    renameSync(join(copy, "tsconfig.json"), join(copy, "tsconfig.own.json"));
    const config = { extends: "./tsconfig.own.json", compilerOptions: strict };
    writeFileSync(join(copy, "tsconfig.json"), JSON.stringify(config));
  }
  writeFileSync(join(copy, "pyrightconfig.json"), JSON.stringify({ typeCheckingMode: "strict" }));
  return copy;
}
