import { answerText } from "../explanations/answer.ts";

/** Prints an answer as it comes, sentence by sentence. The text inside one may still turn out to be something else. */
export class Sentences {
  readonly #write: (text: string) => void;
  #printed = "";

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** The whole answer so far, as the model said it. */
  grow(raw: string): void {
    const text = answerText(raw);
    const end = Math.max(...[...text.matchAll(/[.!?:](?=\s)|\n(?=\n)/g)].map(({ index }) => index + 1), 0);
    if (end > this.#printed.length && text.startsWith(this.#printed)) this.#print(text.slice(0, end));
  }

  /** The answer as it is shown for good. */
  end(text: string): void {
    if (text.startsWith(this.#printed)) this.#print(text);
    else this.#write(`\n\n${text}`);
  }

  #print(text: string): void {
    this.#write(`${this.#printed === "" ? "\n" : ""}${text.slice(this.#printed.length)}`);
    this.#printed = text;
  }
}
