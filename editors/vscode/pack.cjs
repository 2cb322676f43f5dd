// Builds the extension and packs it: node pack.cjs [--server | --both] [--out FOLDER] [--root FOLDER]. Prints the path of
// each .vsix. With --server it has the server in it, for this machine's system: `npm ci` in the repository's root comes
// first. --root is the repository, where this folder is a copy elsewhere.
const { execFileSync } = require("node:child_process");
const { cpSync, existsSync, mkdirSync, readFileSync, rmSync } = require("node:fs");
const { dirname, join, relative, resolve } = require("node:path");

const own = __dirname;
const root = folder("--root", join(own, "../.."));
const out = folder("--out", own);
const { name, version, repository } = readJson(join(own, "package.json"));
const target = `${process.platform}-${process.arch}`;

node("node_modules/typescript/bin/tsc", "-p", ".");
const shape = ["--bundle", "--platform=node", "--format=cjs", "--target=node20", "--external:vscode", "--minify"];
node(
  "node_modules/esbuild/bin/esbuild",
  "src/extension.ts",
  ...shape,
  "--outfile=dist/extension.js",
  "--log-level=warning",
);

mkdirSync(out, { recursive: true });
const isAsked = (flag) => process.argv.includes(flag);
rmSync(join(own, "server"), { recursive: true, force: true });
if (!isAsked("--server")) pack(`${name}-${version}.vsix`, []);
if (isAsked("--server") || isAsked("--both")) {
  stageServer(join(own, "server"));
  pack(`${name}-${target}-${version}.vsix`, ["--target", target]);
  rmSync(join(own, "server"), { recursive: true });
}

/** Packs what lies in this folder now. */
function pack(file, forTarget) {
  // A gallery shows links and pictures of README from the repository's address.
  const links = repository === undefined ? ["--allow-missing-repository", "--no-rewrite-relative-links"] : [];
  const flags = ["--no-dependencies", ...links, ...forTarget];
  node("node_modules/@vscode/vsce/vsce", "package", ...flags, "--out", join(out, file));
  process.stdout.write(`${join(out, file)}\n`);
}

/** What npm would publish, and the packages that it needs, as they stand in the repository by its lock file. */
function stageServer(server) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const options = { cwd: root, encoding: "utf8", shell: process.platform === "win32", stdio: ["ignore", "pipe", 2] };
  const [{ files }] = JSON.parse(execFileSync(npm, ["pack", "--dry-run", "--json", "--ignore-scripts"], options));
  for (const { path } of files) {
    if (/^(?:docs|editors)\/|\.map$/.test(path)) continue;
    mkdirSync(dirname(join(server, path)), { recursive: true });
    cpSync(join(root, path), join(server, path));
  }
  for (const [path, { dev, devOptional }] of Object.entries(readJson(join(root, "package-lock.json")).packages)) {
    if (path === "" || dev || devOptional || !existsSync(join(root, path)) || isOfOthers(path)) continue;
    cpSync(join(root, path), join(server, path), { recursive: true, filter: (from) => isNeeded(relative(root, from)) });
  }
}

/**
 * Backends of llama.cpp for other systems, and for CUDA, whose kernels are half a gigabyte: Vulkan serves the same cards,
 * and an installed hearth has both. The compiler is there for developers; its binaries are not marked so.
 */
function isOfOthers(path) {
  if (path.startsWith("node_modules/@typescript/")) return true;
  const backend = /^node_modules\/@node-llama-cpp\/(.+)$/.exec(path)?.[1];
  if (backend === undefined) return false;
  const system = `${{ darwin: "mac", win32: "win" }[process.platform] ?? process.platform}-${process.arch}`;
  return ![system, `${system}-vulkan`, `${system}-metal`].includes(backend);
}

/**
 * Of a grammar's package neither its sources nor what was built of them for others. Nor the sources of llama.cpp: what has
 * no binary is not built in an editor.
 */
function isNeeded(path) {
  const grammar = /^node_modules[\\/](?:@tree-sitter-grammars[\\/])?tree-sitter[\w-]*[\\/](.+)$/;
  const inside = grammar.exec(path)?.[1];
  if (inside === undefined) return !/\.map$|[\\/]llama[\\/]gitRelease\.bundle$/.test(path);
  if (/\.(?:c|cc|h|hpp|wasm)$|^src[\\/]grammar\.json$/.test(inside)) return false;
  const built = /^prebuilds[\\/]([^\\/]+)/.exec(inside)?.[1];
  return built === undefined || built === target;
}

/** The folder that a flag names. */
function folder(flag, usual) {
  const at = process.argv.indexOf(flag);
  return at < 0 ? usual : resolve(process.argv[at + 1]);
}

function node(...args) {
  execFileSync(process.execPath, args, { cwd: own, stdio: ["ignore", 2, 2] });
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
