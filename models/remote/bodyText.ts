import { EngineUnavailable } from "../engine.ts";

/** The most that is read of an error's body or of a description. */
const longestBodyBytes = 4_000_000;

/** A whole body. Throws EngineUnavailable if it is far too long, and what the connection throws. */
export async function bodyText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestBodyBytes) throw new EngineUnavailable("its answer is far too long");
  }
  return Buffer.concat(chunks).toString("utf8");
}
