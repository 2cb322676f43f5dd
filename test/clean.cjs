// A deleted source must not live on in dist, where its tests would keep running.
require("node:fs").rmSync(require("node:path").join(__dirname, "..", "dist"), { recursive: true, force: true });
