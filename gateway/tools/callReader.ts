import { type AnswerPart, toolCall } from "./tool.ts";
import { marks } from "./toolTexts.ts";

/** Reads an answer as it comes, and finds the calls in it. What is no call after all is text. */
export class CallReader {
  #held = "";
  #isInCall = false;
  #isAfterCall = false;

  /** The parts that are certain now. */
  add(piece: string): readonly AnswerPart[] {
    this.#held += piece;
    const parts: AnswerPart[] = [];
    for (;;) {
      const mark = this.#isInCall ? marks.end : marks.begin;
      const at = this.#held.indexOf(mark);
      if (at < 0) break;
      parts.push(...this.#take(at));
      this.#held = this.#held.slice(mark.length);
      this.#isInCall = !this.#isInCall;
    }
    if (!this.#isInCall) parts.push(...this.#take(this.#held.length - possibleMark(this.#held)));
    return parts;
  }

  /** No more comes. A call that only lacks its end is one. */
  rest(): readonly AnswerPart[] {
    return this.#take(this.#held.length);
  }

  #take(length: number): readonly AnswerPart[] {
    const taken = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    if (this.#isInCall) {
      this.#isAfterCall = true;
      return [callIn(taken) ?? { text: marks.begin + taken }];
    }
    // Blank lines between calls say nothing.
    const text = this.#isAfterCall ? taken.trimStart() : taken;
    if (text === "") return [];
    this.#isAfterCall = false;
    return [{ text }];
  }
}

function callIn(json: string): AnswerPart | undefined {
  try {
    const { name, arguments: input } = JSON.parse(json);
    if (typeof name !== "string") return undefined;
    const given = typeof input === "string" ? JSON.parse(input) : (input ?? {});
    return typeof given === "object" ? { call: toolCall(name, given) } : undefined;
  } catch {
    return undefined; // the model did not write JSON
  }
}

/** Length of the longest end of the text with which a call may begin. */
function possibleMark(text: string): number {
  for (let length = Math.min(marks.begin.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(marks.begin.slice(0, length))) return length;
  }
  return 0;
}
