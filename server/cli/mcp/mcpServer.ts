import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { version } from "../../../base/version.ts";
import type { ServedCode } from "./servedCode.ts";
import { mcpTools } from "./tools.ts";

const instructions =
  "The index of this workspace's code, always as it is on disk. Ask `definitions` and `references` instead of searching for text, `outline` before reading a whole file, and `context` before writing code at a place. Paths are relative to the workspace folder.";

/** A server of the Model Context Protocol with the tools for a folder's code, not yet connected. */
export function mcpServer(code: ServedCode): McpServer {
  const server = new McpServer({ name: "hearth", version }, { instructions });
  for (const { name, title, description, input, run } of mcpTools) {
    const annotations = { title, readOnlyHint: true, idempotentHint: true, openWorldHint: false };
    server.registerTool(name, { title, description, inputSchema: input, annotations }, async (args: object) => ({
      content: [{ type: "text" as const, text: await run(code, args as never) }],
    }));
  }
  return server;
}
