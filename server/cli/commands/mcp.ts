import { Console } from "node:console";
import { once } from "node:events";
import { readUserConfig } from "../../config/file.ts";
import { command } from "../command.ts";
import { folderAt } from "../workspaceOf.ts";

export const mcpCommand = command({
  usage: "mcp [--dir DIR]",
  summary: "Serves the index of a folder to agents: the Model Context Protocol on stdin and stdout.",
  details: `
An agent starts it and asks; for Claude Code: claude mcp add hearth -- hearth mcp
Its tools: definitions and references of a name, the outline of a file, the code that matters at a place. They only
read. What is ignored (.gitignore, .hearthignore) or looks secret is not there, and keys in code are replaced. No
model is loaded. The index follows the disk while the agent works.

  --dir DIR   the folder; without it the current one, in which agents start it`,
  options: { dir: { type: "string" } },
  most: 0,
  run: async ({ dir = "." }, _positionals, io) => {
    const root = await folderAt(dir);
    // stdout is the protocol's.
    globalThis.console = new Console(process.stderr, process.stderr);
    const log = (message: string) => void io.stderr.write(`hearth: ${message}\n`);
    const { config, problems } = readUserConfig();
    for (const problem of problems) log(problem);
    const [{ StdioServerTransport }, { mcpServer }, { ServedCode }] = await Promise.all([
      import("@modelcontextprotocol/sdk/server/stdio.js"),
      import("../mcp/mcpServer.ts"),
      import("../mcp/servedCode.ts"),
    ]);
    const code = new ServedCode(root, { log, pinned: config.pinned });
    const server = mcpServer(code);
    const closed = Promise.race([once(process.stdin, "end"), once(process.stdin, "close")]);
    await server.connect(new StdioServerTransport());
    await closed;
    await server.close();
    await code.dispose();
  },
});
