// Makes dist/bundle: what a process loads as few files, not as hundreds, each of which Node would look for, read and
// compile by itself. Beside it dist has the modules one by one, which tests import; processes start from the bundle.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { rolldown } from "rolldown";

const root = join(import.meta.dirname, "..");
const bundle = join(root, "dist/bundle");

/** Native code, and what finds its own files by where it stands. */
const external = [/^@?tree-sitter/, "node-llama-cpp", "@parcel/watcher"];

/** What a process starts with. Each has chunks of its own, so that none loads what another needs. */
const entries = {
  hearth: "server/main.ts",
  reader: "server/index/reading/child.ts",
  host: "models/host/main.ts",
  inspect: "models/host/inspect/main.ts",
};

/**
 * What is loaded at once is one file: what every command needs, what the server needs to answer `initialize`, what it
 * loads after that. An import() is a file of its own, as a rule.
 */
const groups = [
  { name: "base", test: /[\\/]base[\\/]\w+\.ts$/, priority: 3 },
  { name: "server", test: /[\\/]server[\\/]server\.ts$/, priority: 2 },
  { name: "later", test: /[\\/]server[\\/](?!cli[\\/]|wrap[\\/])\w+[\\/].*\.ts$/, priority: 1 },
];

/** A module finds its files from where it stands in dist: from the bundle, that is the neighbouring folder. */
const asInDist = {
  name: "as-in-dist",
  transform(code, id) {
    if (!code.includes("import.meta.url") || id.includes("node_modules")) return undefined;
    const path = relative(root, id).split(sep).join("/").replace(/\.ts$/, ".js");
    // Each line stays where it is, so the map that there is stays true.
    return { code: code.replaceAll("import.meta.url", `new URL("../${path}", import.meta.url).href`), map: null };
  },
};

const bundled = new Set();
rmSync(bundle, { recursive: true, force: true });
for (const [name, input] of Object.entries(entries)) {
  const build = await rolldown({
    cwd: root,
    input: { [name]: input },
    external,
    platform: "node",
    plugins: [asInDist],
    logLevel: "warn",
  });
  const { output } = await build.write({
    dir: bundle,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: `${name}-[name].js`,
    codeSplitting: name === "hearth" ? { groups } : true,
    sourcemap: true,
    // Stack traces stay readable: nothing is renamed that need not be.
    minify: false,
    minifyInternalExports: false,
    comments: false,
  });
  for (const { modules } of output) for (const path of Object.keys(modules ?? {})) bundled.add(packageOf(path));
  const inDist = input.replace(/\.ts$/, ".js");
  const up = "../".repeat(inDist.split("/").length - 1);
  const first = readFileSync(join(root, input), "utf8").startsWith("#!") ? "#!/usr/bin/env node\n" : "";
  writeFileSync(join(root, "dist", inDist), `${first}import "${up}bundle/${name}.js";\n`);
  rmSync(join(root, "dist", `${inDist}.map`), { force: true });
}

writeFileSync(join(bundle, "LICENSES.txt"), [...bundled].filter(Boolean).sort().map(licence).join("\n"));

/** The folder of the package that a module comes from; undefined for Hearth's own. */
function packageOf(path) {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0];
}

/** A licence goes with the code, wherever that is. */
function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text = file === undefined ? `${license}\n` : readFileSync(join(folder, file), "utf8");
  return `${name} ${version}\n\n${text}\n${"-".repeat(80)}\n`;
}
