import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { until } from "../until.ts";
import { type Ability, inNamespace, lacking } from "./lib/abilities.ts";
import { measured } from "./lib/figures.ts";
import { isFull } from "./lib/full.ts";
import { allProcesses, gone, processesOf } from "./lib/processes.ts";
import { type Circumstances, Scene } from "./lib/scene.ts";

type Editor = Awaited<ReturnType<Scene["open"]>>;

type Fault = {
  /** Reads on from "a suggestion comes again after". */
  readonly name: string;
  readonly needs?: readonly Ability[];
  /** Left out of `npm test`: it takes long, or is much like others. */
  readonly slow?: true;
  readonly circumstances?: (scene: Scene) => Circumstances;
  /** It leaves more to know than there was. */
  readonly knownBytes?: number;
  readonly strike: (scene: Scene, editor: Editor) => Promise<void> | void;
};

const shortMs = 500;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const faults: readonly Fault[] = [
  { name: "the host was killed", slow: true, strike: ({ host }) => void process.kill(host, "SIGKILL") },
  {
    name: "the host was killed while it answered",
    slow: true,
    strike: async (scene, editor) => {
      const { host } = scene;
      const pending = editor.inlineCompletion(scene.uri, 5, 26, "byHand");
      await pause(5);
      process.kill(host, "SIGKILL");
      await pending;
    },
  },
  {
    name: "the host was stopped for a moment",
    slow: true,
    strike: async ({ host }) => {
      process.kill(host, "SIGSTOP");
      await pause(shortMs);
      process.kill(host, "SIGCONT");
    },
  },
  { name: "the host was stopped for good", slow: true, strike: ({ host }) => void process.kill(host, "SIGSTOP") },
  {
    name: "the server was stopped for a moment",
    slow: true,
    strike: async (_scene, { process: { pid } }) => {
      process.kill(pid as number, "SIGSTOP");
      await pause(shortMs);
      process.kill(pid as number, "SIGCONT");
    },
  },
  {
    name: "the host ran out of memory",
    needs: ["prlimit"],
    strike: async ({ host, uri }, editor) => {
      execFileSync("prlimit", ["--pid", `${host}`, "--as=100000000"]);
      // Allocations fail from now on: it serves with what it has, or it ends.
      for (let i = 0; i < 20; i++) await editor.inlineCompletion(uri, 5, 26, "byHand");
    },
  },
  { name: "the socket was deleted", slow: true, strike: ({ sockets }) => rmSync(sockets[0] as string) },
  {
    name: "the socket's folder was deleted",
    strike: ({ user }) => rmSync(join(user.env.XDG_RUNTIME_DIR as string, "hearth"), { recursive: true }),
  },
  {
    name: "a start with caches and logs on a full disk",
    needs: ["a mount namespace of one's own"],
    circumstances: ({ user: { env } }) => ({
      through: inNamespace(
        [env.XDG_CACHE_HOME, env.XDG_STATE_HOME]
          .map(
            (path) => `mount -t tmpfs -o size=4k none ${path} && (cat /dev/zero > ${path}/full 2> /dev/null || true)`,
          )
          .join(" && "),
      ),
    }),
    strike: ({ host }) => void process.kill(host, "SIGKILL"),
  },
  {
    name: "a start with folders for caches and logs that cannot be made",
    needs: ["a mount namespace of one's own"],
    circumstances: ({ user: { env } }) => ({
      through: inNamespace(
        `mount -t tmpfs -o ro none ${env.XDG_CACHE_HOME} && mount -t tmpfs -o ro none ${env.XDG_STATE_HOME}`,
      ),
      env: { XDG_CACHE_HOME: join(env.XDG_CACHE_HOME as string, "deep", "er") },
    }),
    strike: ({ host }) => void process.kill(host, "SIGKILL"),
  },
  {
    name: "a start without HOME",
    slow: true,
    circumstances: () => ({ env: { HOME: undefined } }),
    strike: ({ host }) => void process.kill(host, "SIGKILL"),
  },
  {
    name: "days went by and came back in every second",
    circumstances: () => ({
      env: { NODE_OPTIONS: `--import=${new URL("./lib/jumpingClock.js", import.meta.url).href}` },
    }),
    strike: () => pause(3 * shortMs),
  },
  {
    name: "the model's file was cut off and restored",
    circumstances: ({ user }) => ({ settings: { model: ownModel(user.folder) } }),
    strike: async (scene, editor) => {
      const { host, user } = scene;
      truncateSync(join(user.folder, "model.gguf"), 500_000);
      for (let i = 0; i < 5; i++) await editor.inlineCompletion(scene.uri, 5, 26, "byHand");
      await gone(host); // a page that is no longer there ends it, or it notices within seconds
      ownModel(user.folder);
    },
  },
  {
    name: "the children of the index were killed again and again",
    needs: ["Linux's /proc"],
    strike: async ({ folder, user }, editor) => {
      mkdirSync(join(folder, "many"));
      for (let i = 0; i < 600; i++) writeFileSync(join(folder, "many", `f${i}.ts`), `export const value${i} = ${i};\n`);
      let killed = 0;
      for (let i = 0; i < 200 && killed < 3; i++) {
        for (const { pid } of processesOf(user).filter(({ command }) => command.includes("child.js"))) {
          process.kill(pid, "SIGKILL");
          killed++;
        }
        await pause(10);
      }
      expect(killed).toBeGreaterThan(0);
      await editor.untilHeard(() => editor.said.includes("index child: ended with SIGKILL"));
    },
  },
  {
    name: "20,000 files were changed at once by a branch switch",
    slow: true,
    needs: ["git"],
    knownBytes: 100e6,
    strike: async ({ folder, uri }, editor) => {
      const git = (...args: string[]) =>
        execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", ...args], { stdio: "ignore" });
      git("init", "-q", "-b", "one");
      for (const branch of ["one", "two"]) {
        if (branch === "two") git("checkout", "-q", "-b", "two");
        for (let i = 0; i < 20_000; i++) {
          const place = join(folder, `d${i % 100}`);
          if (i < 100) mkdirSync(place, { recursive: true });
          // Half of them are of no language, and each of those might have been a folder.
          writeFileSync(
            join(place, `f${i}.${i % 2 ? "py" : "json"}`),
            i % 2 ? `${branch}${i} = ${i}\n` : `{"${branch}": ${i}}\n`,
          );
        }
        git("add", "-A");
        git("commit", "-q", "-m", branch);
        await until(() => childrenOf(editor).length === 0);
      }
      const longest = await longestWaitMs(editor, uri, async () => {
        git("checkout", "-q", "one");
        await pause(2 * shortMs);
        await until(() => childrenOf(editor).length === 0);
      });
      measured("the longest that a request waited in a branch switch of 20,000 files", `${Math.round(longest)} ms`);
    },
  },
  {
    name: "the workspace was deleted and restored",
    strike: async ({ folder, uri }, editor) => {
      rmSync(folder, { recursive: true });
      await pause(shortMs);
      await editor.type(uri, 0, 0, "\n");
      await editor.inlineCompletion(uri, 6, 26);
      mkdirSync(folder);
      writeFileSync(join(folder, "other.py"), "def another(items):\n    return items\n");
      await editor.connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version: 9 },
        contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: "" }],
      });
    },
  },
];

for (const { name, needs = [], slow, circumstances, knownBytes = 0, strike } of faults) {
  const missing = lacking(["Linux's /proc", ...needs]);
  const title = `a suggestion comes again after ${name}, and nothing stays behind`;
  const run = missing || (slow && !isFull) ? test.skip : test;
  run(
    missing ? `${title} (needs ${missing})` : title,
    async () => {
      await using scene = new Scene();
      const editor = await scene.open(circumstances?.(scene));
      await scene.suggestion(editor);
      const before = scene.rssBytes + knownBytes;
      await strike(scene, editor);
      const startMs = performance.now();
      const growth = await scene.isWell(editor, before);
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
      await scene.leavesNothing();
      measured(
        `after ${name}`,
        `served again after ${seconds} s, memory ${growth < 0 ? "" : "+"}${Math.round(growth / 1e6)} MB`,
      );
    },
    isFull ? 300_000 : 120_000,
  );
}

const asRoot = lacking(["Linux's /proc", "the right to become another user"]) ? test.skip : test;

asRoot(
  "a user of whom no table knows, without a home, is served as long as another user's editor lives, from a private folder",
  async () => {
    const unknown = 12_345;
    await using scene = new Scene();
    chmodSync(scene.user.folder, 0o711);
    const tmp = scene.user.env.TMPDIR as string;
    chownSync(tmp, unknown, unknown);
    const none = { HOME: undefined, XDG_RUNTIME_DIR: undefined, XDG_CONFIG_HOME: undefined, XDG_STATE_HOME: undefined };
    const editor = await scene.open({
      env: { ...none, XDG_CACHE_HOME: undefined, XDG_DATA_HOME: undefined },
      through: ["setpriv", `--reuid=${unknown}`, `--regid=${unknown}`, "--clear-groups"],
    });
    // Whether the editor lives is looked after every 3 seconds, and its process may not be signalled.
    await pause(4000);
    await scene.suggestion(editor);
    expect(statSync(join(tmp, `hearth-${unknown}`)).mode & 0o777).toBe(0o700);
  },
);

const orders = [
  ["first", "second", "host"],
  ["first", "host", "second"],
  ["second", "first", "host"],
  ["second", "host", "first"],
  ["host", "first", "second"],
  ["host", "second", "first"],
] as const;

(isFull ? test : test.skip).each(orders)(
  "two servers and one host are restarted, %s, %s, then %s, and both serve",
  async (...order) => {
    await using scene = new Scene();
    const editors = { first: await scene.open(), second: await scene.open() };
    for (const editor of Object.values(editors)) await scene.suggestion(editor);
    for (const who of order) {
      if (who === "host") process.kill(scene.host, "SIGKILL");
      else {
        await editors[who][Symbol.asyncDispose]();
        editors[who] = await scene.open();
      }
      for (const editor of Object.values(editors)) await scene.suggestion(editor);
    }
    expect(JSON.parse(scene.user.hearth("status", "--json"))).toHaveLength(1);
    await scene.leavesNothing();
  },
  120_000,
);

/** The children of the server's index. They leave when they were idle for a while. */
function childrenOf({ process: { pid } }: Editor): number[] {
  return allProcesses().flatMap(({ pid: child, parent, command }) =>
    parent === pid && command.includes("child.js") ? child : [],
  );
}

/** Asks all the time for what costs nothing to answer, until `done`. */
async function longestWaitMs(editor: Editor, uri: string, work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let isDone = false;
  const working = work().finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const startMs = performance.now();
    const params = { command: "hearth.digest", arguments: [uri] };
    expect(await editor.connection.sendRequest("workspace/executeCommand", params)).toMatchObject({ version: 1 });
    longest = Math.max(longest, performance.now() - startMs);
    await pause(5);
  }
  await working;
  return longest;
}

function ownModel(folder: string): string {
  const path = join(folder, "model.gguf");
  copyFileSync(embeddedModel, path);
  return path;
}
