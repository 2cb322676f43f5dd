/**
 * What `--wrap` costs: the round trip of a small request to another server, directly and through Hearth, and of a
 * request that is answered with 100 kB.
 *
 *   node dist/test/bench/wrap.js
 */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { hearthMain, TestUser } from "../process/environment.ts";
import { percentile } from "./lib/percentile.ts";

const rounds = 300;
const items = Array.from({ length: 800 }, (_, index) => ({ label: `name${index}`, detail: "x".repeat(90), kind: 6 }));
const answers = { "x/small": null, "x/large": items };
const scriptedServer = fileURLToPath(new URL("../wrap/scriptedServer.js", import.meta.url));
const direct = [scriptedServer, JSON.stringify({ answers })];
const wrapped = [hearthMain, "--stdio", "--wrap", [process.execPath, ...direct].map((word) => `'${word}'`).join(" ")];

using user = new TestUser();
for (const [name, args] of Object.entries({ direct, wrapped })) {
  const { connection, child } = start(args);
  await connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  for (const method of Object.keys(answers)) {
    const ms: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const startedMs = performance.now();
      await connection.sendRequest(method);
      ms.push(performance.now() - startedMs);
    }
    const [median, late] = [0.5, 0.95].map((share) => percentile(ms, share).toFixed(2));
    process.stdout.write(`${method} ${name.padEnd(8)} median ${median} ms, p95 ${late} ms\n`);
  }
  child.kill();
}

function start(args: readonly string[]): { connection: MessageConnection; child: ChildProcess } {
  const child = spawn(process.execPath, args, { env: user.env, stdio: ["pipe", "pipe", "ignore"] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  return { connection, child };
}
