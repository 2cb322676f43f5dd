import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { EditorReport } from "../../models/local/protocol.ts";
import type { RequestRecord } from "../../models/requestRecord.ts";
import type { ClientTraces } from "../../models/trace.ts";
import { onLinux } from "../systems.ts";
import { until } from "../until.ts";
import { ProcessEditor } from "./editor.ts";
import { TestUser } from "./environment.ts";
import { Viewing } from "./viewing.ts";

let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

const uri = "file:///project/a.py";
const settings = { model: "memory" };
const text = "def total(items):\n    return sum(items)\n\n\ndef area(width):\n    \n";

/** An editor whose server asks no model: what happens in it is to be seen all the same. */
async function opened(): Promise<ProcessEditor> {
  const editor = new ProcessEditor(user);
  await editor.initialize({ clientInfo: { name: "Neovim" }, settings });
  await editor.open(uri, text);
  return editor;
}

test("a request is on the page as it comes, those of before without their prompts", async () => {
  await using editor = await opened();
  await editor.inlineCompletion(uri, 4, 9);
  await using viewing = await Viewing.ready(user);
  expect(viewing.complained).toMatch(/^hearth: shows Neovim \(\d+\)\. Ctrl-C ends it\.\n$/);
  const told = viewing.events();
  const next = async <T>(event: string): Promise<T> => {
    for (;;) {
      const { value } = await told.next();
      if (value?.event === event) return value.data;
      if (!value) throw new Error(`no ${event} came`);
    }
  };
  expect(await next<ClientTraces>("traces")).toMatchObject({
    name: "Neovim",
    traces: [{ uri, line: 5, outcome: "midWord" }],
  });
  const { editors } = await next<{ editors: EditorReport[] }>("state");
  expect(editors).toMatchObject([{ name: "Neovim", pid: editor.process.pid, keys: 0, completion: { state: "ready" } }]);
  await editor.type(uri, 5, 4, "x");
  await editor.inlineCompletion(uri, 4, 9);
  expect(await next<{ record: RequestRecord }>("request")).toMatchObject({
    ...{ name: "Neovim", pid: editor.process.pid },
    record: { id: 1, uri, path: "a.py", line: 5, outcome: "midWord", prompt: [], message: expect.any(String) },
  });
  expect((await next<{ editors: EditorReport[] }>("state")).editors).toMatchObject([{ keys: 1 }]);
});

test("the page is shown to who knows its address, with everything in it from there", async () => {
  await using viewing = await Viewing.ready(user);
  expect(viewing.complained).toContain("no editor runs Hearth now");
  expect(new URL(viewing.url).hostname).toBe("127.0.0.1");
  const page = await fetch(viewing.url);
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.headers.get("access-control-allow-origin")).toBeNull();
  const links = [...(await page.text()).matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link]) => link);
  expect(new Set(links)).toEqual(new Set(["icon.svg", "view.css", "view.js"]));
  for (const link of links) expect((await fetch(new URL(link ?? "", viewing.url))).status).toBe(200);
  expect((await fetch(new URL("/", viewing.url))).status).toBe(404);
  expect((await fetch(new URL("../../package.json", viewing.url))).status).toBe(404);
  expect((await fetch(viewing.url, { method: "POST" })).status).toBe(405);
  expect(await statusFor(viewing.url, "evil.example")).toBe(403);
});

test("it ends with Ctrl-C while a page is open, and leaves nothing; so does an editor's server", async () => {
  const editor = await opened();
  await editor.inlineCompletion(uri, 4, 9);
  await using viewing = await Viewing.ready(user);
  const told = viewing.events();
  await told.next();
  expect(await viewing.end("SIGINT")).toBe(0);
  expect(await editor.shutdown()).toBe(0);
  expect(readdirSync(join(user.env.XDG_RUNTIME_DIR as string, "hearth"))).toEqual([]);
});

onLinux("it opens a browser when it is told to, and the address is in no command that others can read", async () => {
  const opened = join(user.folder, "opened");
  writeFileSync(
    join(user.folder, "xdg-open"),
    `#!/bin/sh\nstat -c %a "$1" > ${opened}.tmp && cat "$1" >> ${opened}.tmp && mv ${opened}.tmp ${opened}\n`,
    {
      mode: 0o755,
    },
  );
  user.env.PATH = `${user.folder}${delimiter}${process.env.PATH}`;
  await using viewing = await Viewing.ready(user, "--open");
  await until(() => existsSync(opened));
  const [mode, page] = readFileSync(opened, "utf8").split("\n");
  expect(mode).toBe("600");
  expect(page).toContain(viewing.url);
  await viewing.end("SIGTERM");
  expect(readdirSync(join(user.env.XDG_RUNTIME_DIR as string, "hearth"))).toEqual([]);
});

/** The status of an answer to who calls this machine by another name, as a page can after its name leads here. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
}
