import type { Tool, ToolCall } from "./tool.ts";

/**
 * Tools as text, in the form that Hermes and Qwen models were trained on. Other models follow it when they are told.
 * Chat templates know other forms, but hardly two the same.
 *
 * https://huggingface.co/Qwen/Qwen2.5-Coder-7B-Instruct/blob/main/tokenizer_config.json
 */
export const marks = { begin: "<tool_call>", end: "</tool_call>", response: "<tool_response>" } as const;

/** The description of its tools that a model reads behind the system text. */
export function toolsText(tools: readonly Tool[], mustCall: string | boolean): string {
  const signatures = tools.map((tool) => JSON.stringify({ type: "function", function: tool }));
  return [
    "# Tools",
    "",
    "You may call one or more functions to assist with the user query.",
    "",
    "You are provided with function signatures within <tools></tools> XML tags:",
    "<tools>",
    ...signatures,
    "</tools>",
    "",
    `For each function call, return a json object with function name and arguments within ${marks.begin}${marks.end} XML tags:`,
    marks.begin,
    '{"name": <function-name>, "arguments": <args-json-object>}',
    marks.end,
    ...(mustCall ? ["", `Now call ${typeof mustCall === "string" ? `the function ${mustCall}` : "a function"}.`] : []),
  ].join("\n");
}

/** A call that the model made before. */
export function callText({ name, input }: Pick<ToolCall, "name" | "input">): string {
  return `${marks.begin}\n${JSON.stringify({ name, arguments: input })}\n${marks.end}`;
}

/** The result of a call. */
export function responseText(result: string): string {
  return `${marks.response}\n${result}\n</tool_response>`;
}
