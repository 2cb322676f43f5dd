import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const bundle = fileURLToPath(new URL("../bundle/", import.meta.url));

/** `npm run dev` makes no bundle. */
const bundled = existsSync(bundle) ? test : test.skip;

/** The files that are loaded with one, itself first. */
function loadedWith(file: string, seen: Set<string> = new Set()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = [
    ...readFileSync(bundle + file, "utf8").matchAll(/^(?:import|export) .*?"\.\/(.+?)";$|^import "\.\/(.+?)";$/gm),
  ];
  return [file, ...imports.flatMap(([, from, alone]) => loadedWith(from ?? (alone as string), seen))];
}

/** The bundler names each module above its code. */
function modulesIn(file: string): string[] {
  const named = /^\/\/ ?(\S+\.[cm]?[jt]s)$/gm;
  return [...readFileSync(bundle + file, "utf8").matchAll(named)].map(([, path]) => path as string);
}

bundled("an editor waits for a handful of files until the server answers", () => {
  const files = loadedWith("hearth-server.js");
  expect(files).toEqual(expect.arrayContaining(["hearth-base.js"]));
  expect(files.length).toBeLessThan(8);
});

bundled("what the server needs later, and what only commands need, is not among them", () => {
  const modules = loadedWith("hearth-server.js").flatMap((file) => modulesIn(file));
  expect(modules).toContain("server/server.ts");
  expect(
    modules.filter((path) => /server\/(?:cli|actions|features\/(?:hover|act|codeAction)\.)|undici|sdk/.test(path)),
  ).toEqual([]);
});

bundled("no module finds its own files from where the bundle lies", () => {
  const hearth = readFileSync(`${bundle}hearth-base.js`, "utf8");
  expect(hearth).toContain('"../base/version.js"');
});
