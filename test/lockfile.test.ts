import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { repository } from "./process/environment.ts";

type Lock = { readonly packages: Readonly<Record<string, object>> };

const { lockProblems, withHashes, withoutHash } = createRequire(join(repository, "package.json"))(
  "./test/lockfile.cjs",
) as {
  readonly lockProblems: (lock: Lock) => string[];
  readonly withHashes: (lock: Lock, hashOf: (name: string, version: string) => string) => Lock;
  readonly withoutHash: readonly string[];
};

const lockOf = (path: string): Lock => JSON.parse(readFileSync(join(repository, path), "utf8"));

test("every package is locked with its hash, from the public registry, but for those whose hash could not be asked for", () => {
  const expected = withoutHash.map((path) => `${path} has no integrity`);
  expect(lockProblems(lockOf("package-lock.json"))).toEqual(expected);
});

test("every package of the VS Code extension is locked with its hash, from the public registry", () => {
  expect(lockProblems(lockOf("editors/vscode/package-lock.json"))).toEqual([]);
});

test("an entry without a hash, with half of one, or from another registry is a problem", () => {
  const integrity = `sha512-${"A".repeat(86)}==`;
  const packages = {
    "": { version: "1.0.0" },
    "node_modules/linked": { link: true, resolved: "packages/linked" },
    "node_modules/good": { integrity, resolved: "https://registry.npmjs.org/good/-/good-1.0.0.tgz" },
    "node_modules/bare": { integrity },
    "node_modules/unhashed": {},
    "node_modules/weak": { integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" },
    "node_modules/elsewhere": { integrity, resolved: "http://registry.npmjs.org/elsewhere.tgz" },
  };
  expect(lockProblems({ packages })).toEqual([
    "node_modules/unhashed has no integrity",
    "node_modules/weak has no integrity",
    "node_modules/elsewhere comes from http://registry.npmjs.org/elsewhere.tgz",
  ]);
});

test("a hash that the registry has by now is written where one was missing, and nothing else is changed", () => {
  const asked: string[] = [];
  const hashOf = (name: string, version: string) => {
    asked.push(`${name}@${version}`);
    return name === "@some/late" ? "sha512-late" : "";
  };
  const packages = {
    "": { version: "1.0.0" },
    "node_modules/linked": { link: true },
    "node_modules/good": { version: "1.0.0", integrity: "sha512-good" },
    "node_modules/outer/node_modules/@some/late": { version: "2.0.0", optional: true },
    "node_modules/later": { version: "3.0.0" },
  };
  expect(withHashes({ packages }, hashOf)).toEqual({
    packages: {
      ...packages,
      "node_modules/outer/node_modules/@some/late": { version: "2.0.0", integrity: "sha512-late", optional: true },
    },
  });
  expect(asked).toEqual(["@some/late@2.0.0", "later@3.0.0"]);
});
