/**
 * What VS Code waits for when it activates the extension: its code is read, run and activated, in a process of its own
 * each time, against a stand-in for VS Code's API. Prints milliseconds: of the clock, and of the processor, which do not
 * depend on what else the machine does.
 *
 *     node dist/test/bench/extension.js [EXTENSION.JS] [--runs N]
 *
 * EXTENSION.JS is what editors/vscode/pack.cjs builds, editors/vscode/dist/extension.js.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../process/environment.ts";

const { values, positionals } = parseArgs({ options: { runs: { type: "string" } }, allowPositionals: true });
const [file = join(repository, "editors/vscode/dist/extension.js")] = positionals;
if (!existsSync(file)) throw new Error(`there is no ${file}; node editors/vscode/pack.cjs builds it`);

/**
 * Everything of VS Code's API is a class, a function and an object at once, which is all that activating asks of it. The
 * server is one that ends at once.
 */
const measured = `
  const { join } = require("node:path");
  const Module = require("node:module");
  const handler = {
    get: (target, name) => {
      if (name === Symbol.toPrimitive) return () => "";
      if (name === "then" || typeof name === "symbol" || name === "prototype") return Reflect.get(target, name);
      if (name === "extensionPath") return "/nowhere";
      if (name === "subscriptions") return [];
      if (name === "getConfiguration") return () => ({ get: () => process.execPath, inspect: () => undefined });
      return target[name] ??= standIn();
    },
    set: (target, name, value) => Reflect.defineProperty(target, name, { value, configurable: true, writable: true }),
    apply: () => standIn(),
    construct: () => standIn(),
  };
  const standIn = () => new Proxy(function () {}, handler);
  const vscode = standIn();
  const load = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
  const cpu = process.cpuUsage();
  const began = performance.now();
  const { activate } = require(process.argv[1]);
  activate(standIn());
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }));
  process.exit(0);
`;

const runs = Array.from({ length: Number(values.runs ?? 9) }, () => {
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", measured, file], { encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as { readonly wallMs: number; readonly cpuMs: number };
});

const row = (name: string, figures: readonly number[]) => {
  const sorted = figures.toSorted((a, b) => a - b);
  const [least, middle, most] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map((ms = 0) => ms.toFixed(1));
  return `${name.padEnd(14)}${least?.padStart(8)}${middle?.padStart(8)}${most?.padStart(8)}`;
};
process.stdout.write(`${"ms".padEnd(14)}${"least".padStart(8)}${"middle".padStart(8)}${"most".padStart(8)}\n`);
process.stdout.write(
  `${row(
    "clock",
    runs.map(({ wallMs }) => wallMs),
  )}\n`,
);
process.stdout.write(
  `${row(
    "processor",
    runs.map(({ cpuMs }) => cpuMs),
  )}\n`,
);
