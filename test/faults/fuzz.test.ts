import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { TestUser } from "../process/environment.ts";
import { fuzz } from "./fuzz/fuzz.ts";
import { measured } from "./lib/figures.ts";

const seed = Number(process.env.HEARTH_FUZZ_SEED ?? 1);
const messages = Number(process.env.HEARTH_FUZZ_MESSAGES ?? 1500);

let user: TestUser;
let folder: string;
beforeEach(() => {
  user = new TestUser();
  folder = join(user.folder, "fuzzed");
  mkdirSync(folder);
  writeFileSync(join(folder, "a.py"), "import b\n");
});
afterEach(() => user[Symbol.dispose]());

test.each([
  ["with the embedded model", {}],
  ["with no model to ask", { model: "/nowhere/model.gguf" }],
])(
  "%s every request is answered once and every text is right, whatever is sent",
  async (name, settings) => {
    const startMs = performance.now();
    const digest = (text: string) => createHash("sha256").update(text).digest("hex");
    const report = await fuzz(user.env, { seed, messages, folder, settings }, digest);
    expect(report).toMatchObject({ unanswered: [], answeredTwice: [], noise: "", different: [], uncaught: [] });
    expect(report.exit).toBe("code 0");
    expect(report.documents).toBeGreaterThan(0);
    const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
    measured(
      `random messages ${name}, seed ${seed}`,
      `${report.messages} messages, ${report.requests} requests in ${seconds} s: none unanswered, no crash, no noise, ${report.documents} open texts right`,
    );
  },
  600_000,
);
