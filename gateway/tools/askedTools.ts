import { fieldsOf, isObject } from "../../base/json.ts";
import type { Fields } from "../fields.ts";
import { ApiRefusal } from "../refusal.ts";
import type { Tool } from "./tool.ts";

/** The tools of a request, and whether one has to be used: a certain one by its name, or any. */
export type AskedTools = { readonly tools: readonly Tool[]; readonly mustCall: string | boolean };

/** `tools` and `tool_choice` of Anthropic's API. Throws ApiRefusal. */
export function anthropicTools({ tools, tool_choice }: Fields): AskedTools {
  const { type, name } = fieldsOf(tool_choice);
  if (type === "none") return { tools: [], mustCall: false };
  const asked = listed(tools).map((tool, index) => {
    // The others are run by Anthropic's servers.
    if (tool.type !== undefined && tool.type !== "custom")
      throw new ApiRefusal(400, `tools[${index}] is ${tool.type}, which hearth serve does not support`);
    return toolOf(tool, tool.input_schema, `tools[${index}]`);
  });
  return { tools: asked, mustCall: type === "any" || (type === "tool" && typeof name === "string" && name) };
}

/** `tools` and `tool_choice` of OpenAI's API. Throws ApiRefusal. */
export function openAiTools({ tools, tool_choice }: Fields): AskedTools {
  if (tool_choice === "none") return { tools: [], mustCall: false };
  const asked = listed(tools).map((tool, index) => {
    const definition = tool.function as Fields | undefined;
    if (tool.type !== "function" || !definition) throw new ApiRefusal(400, `tools[${index}] must be a function`);
    return toolOf(definition, definition.parameters, `tools[${index}].function`);
  });
  const named = fieldsOf(fieldsOf(tool_choice).function).name;
  return { tools: asked, mustCall: tool_choice === "required" || (typeof named === "string" && named) };
}

function listed(tools: unknown): readonly Fields[] {
  if (tools === undefined || tools === null) return [];
  if (Array.isArray(tools) && tools.every(isObject)) return tools;
  throw new ApiRefusal(400, "tools must be a list of objects");
}

function toolOf({ name, description }: Fields, parameters: unknown, what: string): Tool {
  if (typeof name !== "string" || name === "") throw new ApiRefusal(400, `${what} must have a name`);
  const schema = isObject(parameters) ? parameters : { type: "object" };
  return { name, description: typeof description === "string" ? description : "", parameters: schema };
}
