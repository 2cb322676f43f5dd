// Builds dist. A deleted source must not live on there, where its tests would keep running;
// and the command must be executable, as npm makes it only for packages that it unpacks.
const { execFileSync } = require("node:child_process");
const { chmodSync, rmSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
rmSync(join(root, "dist"), { recursive: true, force: true });
execFileSync(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc")], {
  cwd: root,
  stdio: "inherit",
});
chmodSync(join(root, "dist", "server", "main.js"), 0o755);
