import { randomUUID } from "node:crypto";
import type { Generation } from "../../models/engine.ts";
import type { AnswerFormat, Event } from "../asked.ts";
import type { AnswerPart } from "../tools/tool.ts";

/** An answer of the Messages API. https://docs.anthropic.com/en/docs/build-with-claude/streaming */
export function messageFormat(model: string): AnswerFormat {
  const head = { id: `msg_${randomUUID().replaceAll("-", "")}`, type: "message", role: "assistant", model };
  const blocks = new Blocks();
  return {
    whole: (parts, generation) => ({
      ...head,
      content: contentOf(parts),
      ...endOf(
        generation,
        parts.some((part) => "call" in part),
      ),
      usage: usageOf(generation),
    }),
    begin: () => {
      const usage = { input_tokens: 0, output_tokens: 0 };
      return [
        event("message_start", { message: { ...head, content: [], stop_reason: null, stop_sequence: null, usage } }),
      ];
    },
    part: (part) => blocks.add(part),
    end: (generation) => [
      ...blocks.close(),
      // How long the prompt was is known only now; clients take the last figures.
      event("message_delta", { delta: endOf(generation, blocks.hasCall), usage: usageOf(generation) }),
      event("message_stop", {}),
    ],
  };
}

/** The blocks of a stream: one for text that goes on, and one for each call. */
class Blocks {
  #index = 0;
  #isTextOpen = false;
  hasCall = false;

  add(part: AnswerPart): readonly Event[] {
    if ("text" in part) return [...this.#openText(), this.#delta({ type: "text_delta", text: part.text })];
    this.hasCall = true;
    const { id, name, input } = part.call;
    const closed = this.close();
    return [
      ...closed,
      this.#start({ type: "tool_use", id, name, input: {} }),
      this.#delta({ type: "input_json_delta", partial_json: JSON.stringify(input) }),
      this.#stop(),
    ];
  }

  close(): readonly Event[] {
    if (!this.#isTextOpen) return [];
    this.#isTextOpen = false;
    return [this.#stop()];
  }

  #openText(): readonly Event[] {
    if (this.#isTextOpen) return [];
    this.#isTextOpen = true;
    return [this.#start({ type: "text", text: "" })];
  }

  #start(content_block: object): Event {
    return event("content_block_start", { index: this.#index, content_block });
  }

  #delta(delta: object): Event {
    return event("content_block_delta", { index: this.#index, delta });
  }

  #stop(): Event {
    return event("content_block_stop", { index: this.#index++ });
  }
}

/** Text that came in pieces is one block. */
function contentOf(parts: readonly AnswerPart[]): readonly object[] {
  const blocks: ({ type: "text"; text: string } | { type: "tool_use" })[] = [];
  for (const part of parts) {
    const last = blocks.at(-1);
    if ("call" in part) blocks.push({ type: "tool_use", ...part.call });
    else if (last?.type === "text") last.text += part.text;
    else blocks.push({ type: "text", text: part.text });
  }
  return blocks;
}

function event(type: string, fields: object): Event {
  return { event: type, data: { type, ...fields } };
}

function endOf({ end }: Generation, hasCall: boolean) {
  const ended = end === "maxTokens" || end === "maxMs" ? "max_tokens" : "end_turn";
  return { stop_reason: hasCall && ended === "end_turn" ? "tool_use" : ended, stop_sequence: null };
}

function usageOf({ promptTokens, reusedTokens, generatedTokens }: Generation) {
  return {
    input_tokens: promptTokens - reusedTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: reusedTokens,
    output_tokens: generatedTokens,
  };
}
