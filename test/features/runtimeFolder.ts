import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";

/** Gives all tests of a file a runtime folder of their own, which is gone after the last. */
export function ownRuntimeFolder(): void {
  const runtime = mkdtempSync(join(tmpdir(), "hearth-test-"));
  const before = process.env.XDG_RUNTIME_DIR;
  beforeAll(() => {
    process.env.XDG_RUNTIME_DIR = runtime;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.XDG_RUNTIME_DIR;
    else process.env.XDG_RUNTIME_DIR = before;
    rmSync(runtime, { recursive: true });
  });
}
