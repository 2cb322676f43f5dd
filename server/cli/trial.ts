import { CancellationToken } from "vscode-languageserver";
import type { ChatPrompt } from "../../models/chat.ts";
import type { Generation, LoadedModel } from "../../models/engine.ts";
import { familyNamed } from "../../models/families.ts";
import { infillPrompt } from "../../models/family.ts";
import type { Prompt } from "../../models/prompt.ts";
import { sampleCode } from "../../models/sampleCode.ts";
import type { EngineChoice } from "../engines/choice.ts";
import { CommandError } from "./command.ts";
import { loadedEngine } from "./engine.ts";

/** A model's behaviour when it was asked once. */
export type Trial = {
  readonly model: LoadedModel;
  readonly text: string;
  readonly promptTokens: number;
  /** Of those, the ones that stood in a cache. */
  readonly reusedTokens: number;
  readonly generatedTokens: number;
  readonly firstTokenMs: number | null;
  /** The speed of the tokens after the first; null where there were none. */
  readonly tokensPerSecond: number | null;
};

const maxTokens = 32;
const maxMs = 30_000;

/** An engine that can be asked for something. */
type Asked = Extract<EngineChoice, { readonly role: unknown }>;

/**
 * Loads a model in the engine host as an editor would, asks it once, and leaves it loaded. A server is asked twice,
 * and the second answer tells what it had kept of the first. Throws a CommandError.
 */
export async function trial(choice: Asked): Promise<Trial> {
  const { engine, model } = await loadedEngine(choice);
  try {
    const prompt = promptFor(model, choice);
    const request = { prompt, priority: "action", subject: "trial", maxTokens, maxMs } as const;
    const ask = () => engine.generate(request, () => {}, CancellationToken.None);
    if (model.remote) await ask();
    return { model, ...figures(await ask()) };
  } finally {
    engine.dispose();
  }
}

function promptFor(model: LoadedModel, { role }: Asked): Prompt | ChatPrompt {
  const family = model.family === null ? undefined : familyNamed(model.family);
  // A server keeps whole blocks of tokens, so that a short prompt would show nothing.
  const context = model.remote ? [{ path: "sample.ts", text: sampleCode }] : [];
  if (role !== "chat" && family) return infillPrompt(family, { ...hole, context });
  if (model.chat) return question;
  throw new CommandError(`${model.name} can neither complete code nor follow instructions`);
}

const hole = {
  repository: "shapes",
  path: "rectangle.py",
  before: "class Rectangle:\n    def __init__(self, width, height):\n        self.width = width\n        self.",
  after: "\n\n    def area(self):\n        return self.width * self.height\n",
  typed: "",
};

const question: ChatPrompt = {
  messages: [{ role: "user", text: "Write a Python function that returns the area of a rectangle." }],
  answerStart: "",
  stopTexts: [],
};

function figures(generation: Generation): Omit<Trial, "model"> {
  const { text, promptTokens, reusedTokens, generatedTokens, firstTokenMs, totalMs } = generation;
  const afterFirstMs = totalMs - (firstTokenMs ?? totalMs);
  const tokensPerSecond =
    generatedTokens > 1 && afterFirstMs > 0 ? ((generatedTokens - 1) * 1000) / afterFirstMs : null;
  return { text, promptTokens, reusedTokens, generatedTokens, firstTokenMs, tokensPerSecond };
}

/** "first token after 120 ms, then 43 tokens a second" */
export function describeTrial({ firstTokenMs, tokensPerSecond }: Trial): string {
  if (firstTokenMs === null) return "it wrote nothing";
  const first = `first token after ${Math.round(firstTokenMs)} ms`;
  return tokensPerSecond === null ? first : `${first}, then ${Math.round(tokensPerSecond)} tokens a second`;
}
