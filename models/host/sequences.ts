import type { Priority } from "../engine.ts";
import type { Sequence } from "./sequence.ts";
import type { Token } from "./vocabulary.ts";

/** A cache that holds less of a prompt than this is worth more to the document that filled it. */
const worthwhileShare = 1 / 4;

/**
 * The KV caches of a model. Some are for the text around cursors: a prompt gets the one that holds most of it. One is
 * for actions and guests, so that a long conversation never evicts what the next keystroke needs.
 */
export class Sequences {
  /** Least recently used first. */
  readonly #edit: Sequence[];
  readonly #openAction: () => Promise<Sequence | undefined>;
  #action: Promise<Sequence | undefined> | undefined;

  /** `openAction` is called when the first of those comes; where it finds no memory, they share the other caches. */
  constructor(edit: readonly Sequence[], openAction: () => Promise<Sequence | undefined>) {
    this.#edit = [...edit];
    this.#openAction = openAction;
  }

  async for(priority: Priority, tokens: readonly Token[]): Promise<Sequence> {
    if (priority === "action" || priority === "guest") {
      this.#action ??= this.#openAction();
      const action = await this.#action;
      if (action) return action;
    }
    return this.#longestPrefix(tokens);
  }

  #longestPrefix(tokens: readonly Token[]): Sequence {
    const held = this.#edit.map((sequence) => sequence.commonPrefix(tokens));
    const longest = Math.max(...held);
    const at = longest >= tokens.length * worthwhileShare ? held.indexOf(longest) : 0;
    const [chosen] = this.#edit.splice(at, 1) as [Sequence];
    this.#edit.push(chosen);
    return chosen;
  }
}
