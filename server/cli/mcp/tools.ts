import type { AgentTool } from "./agentTool.ts";
import { contextTool } from "./tools/context.ts";
import { definitionsTool } from "./tools/definitions.ts";
import { outlineTool } from "./tools/outline.ts";
import { referencesTool } from "./tools/references.ts";

/** What `hearth mcp` offers to agents. */
export const mcpTools: readonly AgentTool[] = [definitionsTool, referencesTool, outlineTool, contextTool];
