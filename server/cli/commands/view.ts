import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runningTraces } from "../../../models/local/editors.ts";
import { runtimeFolder } from "../../../models/local/socket.ts";
import { ViewFeed } from "../../view/feed.ts";
import { ViewServer } from "../../view/viewServer.ts";
import { CommandError, command, type Io, print } from "../command.ts";

export const viewCommand = command({
  usage: "view [--open]",
  summary: "Shows in a browser what happens in every running editor, while it happens.",
  details: `
Prints the address of a page on this machine and serves it until Ctrl-C. The page shows each request, for a suggestion,
an action, an explanation or a next edit: where its time went, the prompt by its pieces with their score and tokens,
what the model wrote, what each ending and filter took of it. It shows the models, too, their memory, tokens for each
key, and what was accepted and kept.

The address holds a token that is new each time; without it nothing is shown. Nothing can be changed there, nothing is
loaded from elsewhere, and prompts are told only while the page is open, and kept by the page alone.

  --open   opens the address in the browser, too`,
  options: { open: { type: "boolean" } },
  most: 0,
  run: async ({ open }, _positionals, io) => {
    const feed = new ViewFeed((message) => io.stderr.write(`hearth: ${message}\n`));
    const server = new ViewServer(randomBytes(32).toString("base64url"), feed);
    const address = await server.listen().catch((error) => {
      throw new CommandError(`no port of 127.0.0.1 can be had (${error.code})`);
    });
    const told = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), once(process, "SIGHUP")]);
    let link: string | undefined;
    try {
      print(io, address);
      io.stderr.write(`hearth: ${await seen()} Ctrl-C ends it.\n`);
      if (open) link = openInBrowser(address, io);
      await told;
    } finally {
      if (link !== undefined) rmSync(link, { force: true });
      feed.close();
      await server.close();
    }
  },
});

/** Who runs now, as a sentence. */
async function seen(): Promise<string> {
  const running = await runningTraces();
  if (running.length === 0) return "no editor runs Hearth now; the page shows the first one that does.";
  return `shows ${running.map(({ name, pid }) => `${name} (${pid})`).join(", ")}.`;
}

/**
 * Opens the address as the desktop does. Everybody on this machine can read the words of a command, and the address
 * holds the token: so a file is opened that leads there, which only this user can read. Gives the path of that file.
 */
function openInBrowser(address: string, io: Io): string {
  const link = join(runtimeFolder(), `view-${process.pid}.html`);
  const page = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${address}"><title>Hearth</title>`;
  writeFileSync(link, page, { mode: 0o600 });
  const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ["open"],
    win32: ["cmd", "/c", "start", '""'],
  };
  const [program, ...words] = openers[process.platform] ?? ["xdg-open"];
  const opener = spawn(program, [...words, link], { stdio: "ignore", detached: true });
  opener.once("error", () => io.stderr.write(`hearth: ${program} cannot be run; open the address yourself\n`));
  opener.unref();
  return link;
}
