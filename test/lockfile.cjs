// What makes a lock incomplete: a package that npm would install without comparing it with a hash, or from elsewhere than
// the public registry. One rule for `npm run release` and for a test.

/**
 * Builds of llama.cpp for other systems: the registry that was asked had them in older versions only, so their hashes are
 * still to be had. npm takes them unchecked, and a release waits for them.
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

module.exports = { lockProblems, withoutHash };
