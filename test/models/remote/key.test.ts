import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Key } from "../../../models/remote/key.ts";

test("a key comes from the environment", async () => {
  process.env.HEARTH_TEST_KEY = " sk-1\n";
  expect(await new Key({ keyEnv: "HEARTH_TEST_KEY" }).value()).toBe("sk-1");
});

test("a variable that is not set is named", async () => {
  await expect(new Key({ keyEnv: "HEARTH_TEST_UNSET" }).value()).rejects.toThrow("HEARTH_TEST_UNSET");
});

test("a command is asked for the key once, and again after the server refused it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-test-"));
  const asked = join(folder, "asked");
  const key = new Key({ keyCommand: ["sh", "-c", `echo x >>'${asked}'; echo sk-2; echo and more`] });
  expect([await key.value(), await key.value()]).toEqual(["sk-2", "sk-2"]);
  expect(readFileSync(asked, "utf8")).toBe("x\n");
  key.forget();
  await key.value();
  expect(readFileSync(asked, "utf8")).toBe("x\nx\n");
  rmSync(folder, { recursive: true });
});

test("what a failing command says is not repeated", async () => {
  const key = new Key({ keyCommand: ["sh", "-c", "echo sk-3 >&2; exit 1"] });
  await expect(key.value()).rejects.toThrow("the command sh, which should print the server's key, failed");
});
