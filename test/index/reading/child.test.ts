import { spawn } from "node:child_process";
import { once } from "node:events";
import { getPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { expect } from "@jest/globals";
import type { ChildReply } from "../../../server/index/reading/poolChild.ts";
import { Folder } from "../../index/workspace.ts";
import { onUnix } from "../../systems.ts";

const child = fileURLToPath(new URL("../../../server/index/reading/child.js", import.meta.url));
const lowest = 19;

onUnix("a folder is read beside an editor that was started with a low priority, and with none higher", async () => {
  using folder = new Folder("--- a.py\nx = 1\n");
  const args = ["-n", "15", process.execPath, "--expose-gc", child];
  const reader = spawn("nice", args, { stdio: ["ignore", "ignore", "ignore", "ipc"], serialization: "advanced" });
  reader.send({ id: 1, job: { root: folder.root, paths: ["a.py"], text: true, syntax: true } });
  const [reply] = (await once(reader, "message")) as [ChildReply];
  expect(reply.result.skipped).toEqual([]);
  expect(getPriority(reader.pid)).toBe(Math.min(lowest, getPriority() + 15));
  reader.disconnect();
  await once(reader, "exit");
});
