import type { z } from "zod";
import type { ServedCode } from "./servedCode.ts";

/** What an agent may ask. It changes nothing, and its answer is text for a model: secrets in it are redacted. */
export type AgentTool<I extends z.ZodRawShape = z.ZodRawShape> = {
  readonly name: string;
  readonly title: string;
  /** For a model that chooses among tools. */
  readonly description: string;
  readonly input: I;
  /** Throws a sentence that says what is wrong. */
  readonly run: (code: ServedCode, input: z.infer<z.ZodObject<I>>) => Promise<string>;
};

/** Lists a tool with others whose inputs are different. The input is checked against `input` before `run` gets it. */
export function agentTool<const I extends z.ZodRawShape>(definition: AgentTool<I>): AgentTool {
  return definition as unknown as AgentTool;
}
