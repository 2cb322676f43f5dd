import { randomUUID } from "node:crypto";

/** Something that the program which asks can do, and the model may tell it to. */
export type Tool = {
  readonly name: string;
  readonly description: string;
  /** JSON schema of its arguments. */
  readonly parameters: object;
};

/** That the model wants a tool used. */
export type ToolCall = { readonly id: string; readonly name: string; readonly input: object };

/** A piece of an answer: text as it comes, or a whole call. */
export type AnswerPart = { readonly text: string } | { readonly call: ToolCall };

export function toolCall(name: string, input: object): ToolCall {
  return { id: `toolu_${randomUUID().replaceAll("-", "")}`, name, input };
}
