export type Id = number | string;

export function isId(id: unknown): id is Id {
  return typeof id === "number" || typeof id === "string";
}

/** A JSON-RPC message: a request (id and method), a notification (method) or an answer (id). */
export type Message = {
  readonly id?: Id | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
};

/** The id of a request or of an answer; whoever asks has told it from a notification. */
export function requestId({ message }: Frame): Id {
  return message.id as Id;
}

/** The method of a request or of a notification; whoever asks has told it from an answer. */
export function methodOf({ message }: Frame): string {
  return message.method as string;
}

/** Parameters as the method of their message has them: both sides are trusted to keep to the protocol. */
export function paramsOf<T>({ params }: Message): T {
  return (params ?? {}) as T;
}

/** One message of the base protocol: its bytes as they came, header included, and what they say. */
export type Frame = { readonly bytes: Buffer; readonly message: Message };

/** Bytes that are no JSON say nothing, and are still passed on. */
export function received(bytes: Buffer): Frame {
  return { bytes, message: parsed(bytes.subarray(bytes.indexOf("\r\n\r\n") + 4)) };
}

export function frame(message: Message): Frame {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  return { bytes: Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]), message };
}

export function changed(original: Frame, changes: Message): Frame {
  return frame({ ...original.message, ...changes });
}

/** LSP's RequestFailed: the request was right, and cannot be answered all the same. */
const requestFailed = -32803;

export function failure(id: Id, message: string): Frame {
  return frame({ id, error: { code: requestFailed, message } });
}

function parsed(body: Buffer): Message {
  try {
    const message: unknown = JSON.parse(body.toString("utf8"));
    return typeof message === "object" && message !== null ? message : {};
  } catch {
    return {}; // whoever it is passed on to says what is wrong with it
  }
}
