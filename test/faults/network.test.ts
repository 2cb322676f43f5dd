import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { lacking } from "./lib/abilities.ts";
import { measured } from "./lib/figures.ts";
import { isFull } from "./lib/full.ts";
import { Scene } from "./lib/scene.ts";

const missingNetwork = lacking(["Linux's /proc", "a network namespace of one's own"]);

(missingNetwork ? test.skip : test)(
  `a machine without any network interface lacks nothing${missingNetwork ? ` (needs ${missingNetwork})` : ""}`,
  async () => {
    await using scene = new Scene();
    const editor = await scene.open({ through: ["unshare", "-rn"] });
    await scene.suggestion(editor);
    await scene.leavesNothing();
  },
);

const missingTrace = lacking(["Linux's /proc", "strace"]);

(missingTrace || !isFull ? test.skip : test)(
  `no process of Hearth's asks for a connection that leaves the machine${missingTrace ? ` (needs ${missingTrace})` : ""}`,
  async () => {
    await using scene = new Scene();
    const trace = join(scene.user.folder, "trace");
    const calls = "--trace=socket,connect,bind,sendto,sendmsg";
    const editor = await scene.open({ through: ["strace", "-f", "--seccomp-bpf", "-qq", "-o", trace, calls] });
    await scene.suggestion(editor);
    const textDocument = { uri: scene.uri };
    const position = { line: 4, character: 10 };
    for (const method of ["completion", "hover"]) {
      await editor.connection.sendRequest(`textDocument/${method}`, { textDocument, position });
    }
    scene.user.hearth("stop"); // the trace ends with the last process, and the host outlives its editor
    await scene.leavesNothing();
    const traced = readFileSync(trace, "utf8").split("\n");
    measured("system calls for sockets in a session, all of them of this machine", `${traced.length}`);
    expect(traced.some((line) => line.includes("AF_UNIX"))).toBe(true);
    expect(traced.filter((line) => /AF_INET|AF_NETLINK|AF_PACKET/.test(line))).toEqual([]);
  },
  120_000,
);
