// Builds the extension and packs it: node pack.cjs [--server] [--out FOLDER]. Prints the path of the .vsix.
// With --server it has the server in it, for this machine's system: `npm ci` in the repository's root comes first.
const { execFileSync } = require("node:child_process");
const { cpSync, existsSync, mkdirSync, readFileSync, rmSync } = require("node:fs");
const { dirname, join, relative, resolve } = require("node:path");

const own = __dirname;
const root = join(own, "../..");
const withServer = process.argv.includes("--server");
const out = process.argv.includes("--out") ? resolve(process.argv[process.argv.indexOf("--out") + 1]) : own;
const { name, version } = readJson(join(own, "package.json"));
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

rmSync(join(own, "server"), { recursive: true, force: true });
if (withServer) stageServer(join(own, "server"));

mkdirSync(out, { recursive: true });
const file = join(out, withServer ? `${name}-${target}-${version}.vsix` : `${name}-${version}.vsix`);
const forTarget = withServer ? ["--target", target] : [];
const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", ...forTarget];
node("node_modules/@vscode/vsce/vsce", "package", ...flags, "--out", file);
process.stdout.write(`${file}\n`);

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
  for (const [path, { dev }] of Object.entries(readJson(join(root, "package-lock.json")).packages)) {
    if (path === "" || dev || !existsSync(join(root, path)) || isOfOthers(path)) continue;
    cpSync(join(root, path), join(server, path), { recursive: true, filter: (from) => isNeeded(relative(root, from)) });
  }
}

/**
 * Backends of llama.cpp for other systems, and for CUDA, whose kernels are half a gigabyte: Vulkan serves the same cards,
 * and an installed hearth has both.
 */
function isOfOthers(path) {
  const backend = /^node_modules\/@node-llama-cpp\/(.+)$/.exec(path)?.[1];
  if (backend === undefined) return false;
  const system = `${{ darwin: "mac", win32: "win" }[process.platform] ?? process.platform}-${process.arch}`;
  return ![system, `${system}-vulkan`, `${system}-metal`].includes(backend);
}

/** Of a grammar's package neither its sources in C nor what was built of them for other systems. */
function isNeeded(path) {
  const inside = /^node_modules[\\/]tree-sitter[\w-]*[\\/](.+)$/.exec(path)?.[1];
  if (inside === undefined) return !/\.map$/.test(path);
  if (/\.(?:c|cc|h|hpp)$/.test(inside)) return false;
  const built = /^prebuilds[\\/]([^\\/]+)/.exec(inside)?.[1];
  return built === undefined || built === target;
}

function node(...args) {
  execFileSync(process.execPath, args, { cwd: own, stdio: ["ignore", 2, 2] });
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
