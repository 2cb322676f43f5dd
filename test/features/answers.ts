import type { Generation } from "../../models/engine.ts";
import { ScriptedEngine } from "../scriptedEngine.ts";

/** A chat model that gives one answer after the other, the last again and again. */
export class Answers extends ScriptedEngine {
  readonly #answers: string[];

  constructor(...answers: string[]) {
    super();
    this.#answers = answers;
  }

  /** What it was asked, question by question. */
  get prompts(): readonly string[] {
    return this.asked.map(({ prompt }) => prompt);
  }

  override async generate(...[request, onText, token]: Parameters<ScriptedEngine["generate"]>): Promise<Generation> {
    const answer = (this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0]) ?? "";
    const once = new ScriptedEngine(...answer.split(/(?<=\s)/));
    const generation = await once.generate(request, onText, token);
    this.asked.push(...once.asked);
    return generation;
  }
}

/** Code as chat models answer with it. */
export function fenced(code: string, language = "ts"): string {
  return `Here you are:\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;
}
