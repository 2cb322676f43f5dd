// What makes a lock incomplete: a package that npm would install without comparing it with a hash, or from elsewhere than
// the public registry. One rule for `npm run release` and for a test.
const { spawnSync } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

/**
 * Builds of llama.cpp for other systems: the registry that was asked has them in 3.21.1 and not in 3.22.1, so their hashes
 * are still to be had. npm takes them unchecked, and a release waits for them. 3.21.1 will not do: it cannot tell a token's
 * probability without sorting the whole vocabulary, which each token of a suggestion would wait for.
 */
const withoutHash = [
  "linux-riscv64",
  "mac-arm64-metal",
  "mac-x64",
  "win-arm64",
  "win-x64",
  "win-x64-cuda",
  "win-x64-cuda-ext",
  "win-x64-vulkan",
].map((name) => `node_modules/@node-llama-cpp/${name}`);

/** A sentence for each entry of a package-lock.json that lacks something. */
function lockProblems({ packages }) {
  return Object.entries(packages).flatMap(([path, { link, integrity, resolved }]) => {
    if (path === "" || link) return [];
    const isPublic = resolved === undefined || resolved.startsWith("https://registry.npmjs.org/");
    return [
      ...(/^sha512-[\w+/]{86}==$/.test(integrity ?? "") ? [] : [`${path} has no integrity`]),
      ...(isPublic ? [] : [`${path} comes from ${resolved}`]),
    ];
  });
}

/**
 * The same lock, with the hash of each entry that had none and whose hash is known. npm never adds one to an entry that is
 * there. `hashOf` is told a package's name and version.
 */
function withHashes(lock, hashOf) {
  const packages = Object.entries(lock.packages).map(([path, entry]) => {
    if (path === "" || entry.link || entry.integrity) return [path, entry];
    const { version, ...rest } = entry;
    const integrity = hashOf(path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length), version);
    return [path, integrity ? { version, integrity, ...rest } : entry];
  });
  return { ...lock, packages: Object.fromEntries(packages) };
}

module.exports = { lockProblems, withHashes, withoutHash };

// node test/lockfile.cjs: asks the registry for what is missing, writes it, and says what is missing still.
if (require.main === module) {
  const file = join(__dirname, "../package-lock.json");
  const lock = withHashes(JSON.parse(readFileSync(file, "utf8")), askRegistry);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  const problems = lockProblems(lock);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function askRegistry(name, version) {
  const isWindows = process.platform === "win32";
  const asked = ["view", `${name}@${version}`, "dist.integrity"];
  const options = { encoding: "utf8", shell: isWindows };
  return spawnSync(isWindows ? "npm.cmd" : "npm", asked, options).stdout.trim();
}
