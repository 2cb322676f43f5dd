// Builds the extension and packs it: node pack.cjs [--server] [--out FOLDER]. Prints the path of the .vsix.
// With --server it has the server in it, for this machine's system: `npm run build` in the repository comes first.
const { execFileSync } = require("node:child_process");
const { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");

const own = __dirname;
const root = join(own, "../..");
const withServer = process.argv.includes("--server");
const out = process.argv.includes("--out") ? resolve(process.argv[process.argv.indexOf("--out") + 1]) : own;
const { name, version } = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
const target = `${process.platform}-${process.arch}`;

const node = (...args) => execFileSync(process.execPath, args, { cwd: own, stdio: ["ignore", 2, 2] });
const npm = (cwd, ...args) =>
  execFileSync("npm", args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", 2],
    shell: process.platform === "win32",
  });

node("node_modules/typescript/bin/tsc", "-p", ".");
const shape = ["--bundle", "--platform=node", "--format=cjs", "--target=node20", "--external:vscode", "--minify"];
node(
  "node_modules/esbuild/bin/esbuild",
  "src/extension.ts",
  ...shape,
  "--outfile=dist/extension.js",
  "--log-level=warning",
);

const server = join(own, "server");
rmSync(server, { recursive: true, force: true });
if (withServer) stageServer();

mkdirSync(out, { recursive: true });
const file = join(out, withServer ? `${name}-${target}-${version}.vsix` : `${name}-${version}.vsix`);
const forTarget = withServer ? ["--target", target] : [];
const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", ...forTarget];
node("node_modules/@vscode/vsce/vsce", "package", ...flags, "--out", file);
process.stdout.write(`${file}\n`);

/** What npm would publish, with what it needs, by the repository's own lock file. */
function stageServer() {
  const [{ files }] = JSON.parse(npm(root, "pack", "--dry-run", "--json", "--ignore-scripts"));
  for (const { path } of files) {
    if (/^(?:docs|editors)\//.test(path)) continue;
    mkdirSync(dirname(join(server, path)), { recursive: true });
    cpSync(join(root, path), join(server, path));
  }
  cpSync(join(root, "package-lock.json"), join(server, "package-lock.json"));
  npm(server, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund");
  const packages = join(server, "node_modules");
  // CUDA's kernels are half a gigabyte: Vulkan serves the same cards, and an installed hearth has both.
  for (const folder of readdirSync(join(packages, "@node-llama-cpp"))) {
    const isOurs = folder === targetOfLlama() || folder === `${targetOfLlama()}-vulkan` || folder.endsWith("-metal");
    if (!isOurs) rmSync(join(packages, "@node-llama-cpp", folder), { recursive: true });
  }
  for (const folder of readdirSync(packages).filter((each) => each.startsWith("tree-sitter"))) {
    // Sources in C, and what was built of them for other systems.
    for (const part of ["src", "tsx/src", "typescript/src", "vendor"]) {
      for (const file of filesIn(join(packages, folder, part))) if (/\.(?:c|h|cc)$/.test(file)) rmSync(file);
    }
    const prebuilds = join(packages, folder, "prebuilds");
    for (const built of foldersIn(prebuilds)) if (built !== target) rmSync(join(prebuilds, built), { recursive: true });
  }
}

function targetOfLlama() {
  return `${{ darwin: "mac", win32: "win" }[process.platform] ?? process.platform}-${process.arch}`;
}

function foldersIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not every grammar has it
  }
}

function filesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
