import { createInterface } from "node:readline";
import { afterAll, expect } from "@jest/globals";
import { onUnix } from "../systems.ts";
import { ProcessEditor } from "./editor.ts";
import { TestUser } from "./environment.ts";

const user = new TestUser();
afterAll(() => user[Symbol.dispose]());

onUnix("however much a server does, its space for young objects stays small", async () => {
  const probe = new URL("./youngSpaceProbe.js", import.meta.url).href;
  await using editor = new ProcessEditor(user, { NODE_OPTIONS: `--import=${probe}` });
  const told = new Promise<string>((tell) => {
    createInterface(editor.process.stderr as NodeJS.ReadableStream).on("line", (line) => {
      if (line.startsWith("young: ")) tell(line.slice("young: ".length));
    });
  });
  await editor.initialize({ settings: { suggestions: { triggerMode: "off" } } });
  editor.process.kill("SIGUSR2");
  // V8 would let it grow to 32 MB, and in this much garbage to 16 at least.
  expect(Number(await told)).toBeLessThanOrEqual(4 << 20);
});
