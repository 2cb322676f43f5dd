import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "./child.ts";
import type { Limits, Verdict } from "./verdict.ts";

/** Node.js has no setrlimit: python3 sets the limits and becomes Node.js. */
const limited = `
import os, resource, sys
cpu, data = int(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
resource.setrlimit(resource.RLIMIT_DATA, (data, data))
resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
os.execv(sys.argv[3], sys.argv[3:])
`;

/**
 * Failed assertions of console.assert and node:assert are errors, what no test of a pure function needs is refused
 * (which stops accidents, not an attacker), and the end is told on file descriptor 3.
 */
const guard = `
const { readFileSync, writeSync } = require("node:fs");
const Module = require("node:module");
const allowed = new Set(["assert", "assert/strict", "util", "crypto", "buffer", "url", "events", "string_decoder"]);
const load = Module._load;
const source = readFileSync("program.cjs", "utf8");
const report = (said) => {
  writeSync(3, JSON.stringify(said));
  process.reallyExit(0);
};
/** The call at a place of the program, up to its closing bracket. */
const callAt = (line, column) => {
  const lines = source.split("\\n");
  const from = lines.slice(0, line - 1).join("\\n").length + (line > 1 ? 1 : 0) + column - 1;
  const open = source.indexOf("(", from);
  let depth = 0;
  let quote = "";
  for (let i = open; i >= 0 && i < source.length; i++) {
    const character = source[i];
    if (quote) {
      if (character === "\\\\") i++;
      else if (character === quote) quote = "";
    } else if ("'\\"\`".includes(character)) quote = character;
    else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character) && --depth === 0) return source.slice(open + 1, i).trim();
  }
  return "";
};
/** The outermost frame of a call of an assertion in the program. */
const asserted = (stack) => {
  const frames = [...String(stack).matchAll(/program\\.cjs:(\\d+):(\\d+)/g)];
  const lines = source.split("\\n");
  for (const [, line, column] of frames) {
    const text = lines[line - 1] ?? "";
    const at = text.slice(0, column - 1).search(/\\b(?:console\\.)?assert\\b[^;]*$/);
    if (at >= 0 || /^(?:console\\.)?assert\\b/.test(text.slice(column - 1)) || /\\bassert\\.$/.test(text.slice(0, column - 1)))
      return callAt(Number(line), (at >= 0 ? at : column - 1) + 1);
  }
  // The call that failed is in a line below the one with the assertion.
  for (const [, line] of frames) {
    for (let above = line - 1; above > 0 && above > line - 6; above--) {
      const at = (lines[above - 1] ?? "").search(/\\b(?:console\\.)?assert\\b/);
      if (at >= 0) return callAt(above, at + 1);
    }
  }
  return "";
};
const failed = (error) => {
  const isAssertion = error && (error.code === "ERR_ASSERTION" || error.isAssertion);
  const test = error instanceof SyntaxError ? "" : asserted(error && error.stack);
  const said = isAssertion && test ? "" : error instanceof Error ? error.name + ": " + error.message.split("\\n")[0] : String(error);
  report({ end: "failed", why: [test, said].filter(Boolean).join(" raises ") });
};
Error.stackTraceLimit = 200;
console.assert = (condition, ...said) => {
  if (condition) return;
  throw Object.assign(new Error(said.map(String).join(" ") || "the assertion failed"), { isAssertion: true });
};
Module._load = (name, ...rest) => {
  const plain = name.replace(/^node:/, "");
  if (Module.builtinModules.includes(plain) && !allowed.has(plain)) throw new Error(plain + " is refused");
  return load(name, ...rest);
};
delete globalThis.fetch;
delete globalThis.WebSocket;
process.binding = process.kill = process.dlopen = () => {
  throw new Error("it is refused");
};
process.on("uncaughtException", failed);
process.on("unhandledRejection", failed);
let isWhole = false;
globalThis.testsEnded = () => {
  isWhole = true;
};
process.on("exit", () => report(isWhole ? { end: "passed" } : { end: "failed", why: "it ended before its tests did" }));
`;

/** Needs python3 beside Node.js, of a system with setrlimit. The program is CommonJS. */
export function runJavaScript(program: string, limits: Limits): Promise<Verdict> {
  const heapMB = Math.max(64, Math.floor(limits.memoryBytes / 2 / (1 << 20)));
  const node = [process.execPath, `--max-old-space-size=${heapMB}`, "--require", "./guard.cjs", "program.cjs"];
  const command = ["python3", "-I", "-c", limited, String(limits.cpuSeconds), String(limits.memoryBytes)] as const;
  return runChild([...command, ...node], "", limits, (folder) => {
    writeFileSync(join(folder, "guard.cjs"), guard);
    writeFileSync(join(folder, "program.cjs"), `${program}\n;globalThis.testsEnded();\n`);
  });
}
