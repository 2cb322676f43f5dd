import { expect, test } from "@jest/globals";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { Folder } from "../index/workspace.ts";
import { hearthMain, TestUser } from "./environment.ts";

test("hearth mcp serves the official client over stdio, and ends with it", async () => {
  using user = new TestUser();
  using folder = new Folder("--- a.py\ndef area(width):\n    return width\n");
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [hearthMain, "mcp", "--dir", folder.root],
    env: user.env as Record<string, string>,
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  const { pid } = transport;
  const { content } = await client.callTool({ name: "outline", arguments: { path: "a.py" } });
  expect(content).toEqual([{ type: "text", text: "a.py, 2 lines\n    1  exported function: def area(width):" }]);
  await client.close();
  expect(() => process.kill(pid as number, 0)).toThrow("ESRCH");
});
