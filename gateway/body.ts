import type { IncomingMessage } from "node:http";
import { isObject } from "../base/json.ts";
import { ApiRefusal } from "./refusal.ts";

/** The longest context of any local model, as text, with room for what JSON puts around it. */
const longestBodyBytes = 16_000_000;

/** The object that a request brings. Throws ApiRefusal. */
export async function jsonBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    // The rest is read and forgotten: a client that cannot send it all would not hear the answer.
    if (length <= longestBodyBytes) chunks.push(chunk);
  }
  if (length > longestBodyBytes) throw new ApiRefusal(413, `a request may have ${longestBodyBytes} bytes`);
  return parsedObject(Buffer.concat(chunks).toString("utf8"));
}

function parsedObject(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return body;
  } catch {
    // What is no JSON is no object either.
  }
  throw new ApiRefusal(400, "the body must be a JSON object");
}
