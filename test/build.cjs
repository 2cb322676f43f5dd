// Builds dist. A deleted source must not live on there, where its tests would keep running;
// and the command must be executable, as npm makes it only for packages that it unpacks.
// Processes start from a bundle (bundle.mjs), but with --watch, where it would be old at once.
// With --watch it goes on: what is saved is built within seconds, until Ctrl+C.
const { execFileSync, spawn } = require("node:child_process");
const { chmodSync, rmSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
rmSync(join(root, "dist"), { recursive: true, force: true });
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const watches = process.argv.includes("--watch");
try {
  execFileSync(process.execPath, [tsc], { cwd: root, stdio: "inherit" });
} catch (error) {
  // Whoever watches is about to mend what is wrong.
  if (!watches) throw error;
}
if (!watches) execFileSync(process.execPath, [join(__dirname, "bundle.mjs")], { cwd: root, stdio: "inherit" });
chmodSync(join(root, "dist", "server", "main.js"), 0o755);
if (watches) spawn(process.execPath, [tsc, "--watch", "--preserveWatchOutput"], { cwd: root, stdio: "inherit" });
