import { createParser } from "eventsource-parser";
import { EngineUnavailable } from "../engine.ts";

/** No event of a stream of tokens is nearly as long. A server that sends one is none that answers prompts. */
const longestEventCharacters = 4_000_000;

/** The `data` of each server-sent event. Throws EngineUnavailable for what is no such stream. */
export async function* serverEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const events: string[] = [];
  let isTooLong = false;
  const parser = createParser({
    onEvent: ({ data }) => events.push(data),
    onError: ({ type }) => {
      isTooLong ||= type === "max-buffer-size-exceeded";
    },
    maxBufferSize: longestEventCharacters,
  });
  const decoder = new TextDecoder();
  for await (const chunk of chunks) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* events.splice(0);
    if (isTooLong) throw new EngineUnavailable("it sent an event without an end");
  }
}

/** The object that an event's data is. Throws EngineUnavailable. */
export function parsedEvent(data: string): object {
  try {
    const event: unknown = JSON.parse(data);
    if (typeof event === "object" && event !== null) return event;
  } catch {
    // What is no JSON is no event either.
  }
  throw new EngineUnavailable("it sent an event that is no JSON object");
}
