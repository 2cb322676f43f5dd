/**
 * A language server that does as it is told, for the tests of --wrap: a real process, with nothing of Hearth in it but
 * the framing. Its argument is JSON: an answer for each method, and what it offers. Besides these it knows
 *
 *   test/heard   answers with every message it got, as base64 of its bytes
 *   test/say     writes the bytes (base64) that it is given
 *   test/crash   ends at once with exit code 3
 *   test/never   is not answered
 */
import { Frames } from "../../server/lsp/frames.ts";
import { received } from "../../server/wrap/frame.ts";

type Script = {
  readonly capabilities?: object;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly delaysMs?: Readonly<Record<string, number>>;
  readonly failures?: Readonly<Record<string, object>>;
};

const { capabilities = {}, answers = {}, delaysMs = {}, failures = {} }: Script = JSON.parse(process.argv[2] ?? "{}");
const heard: Buffer[] = [];

type Params = { readonly bytes: string };
const methods: Readonly<Record<string, (params: Params) => unknown>> = {
  initialize: () => ({ capabilities, serverInfo: { name: "scripted" } }),
  shutdown: () => null,
  exit: () => process.exit(0),
  "test/heard": () => heard.map((bytes) => bytes.toString("base64")),
  "test/say": ({ bytes }) => process.stdout.write(Buffer.from(bytes, "base64")) && null,
  "test/crash": () => process.exit(3),
};

process.stdin.pipe(new Frames(() => {})).on("data", (bytes: Buffer) => {
  heard.push(bytes);
  const { message } = received(bytes);
  const { id, params } = message;
  const method = message.method ?? "";
  if (method === "test/never") return;
  const result = Object.hasOwn(answers, method) ? answers[method] : (methods[method]?.(params as Params) ?? null);
  if (message.method === undefined || id === undefined) return;
  const error = failures[method];
  setTimeout(() => say({ jsonrpc: "2.0", id, ...(error ? { error } : { result }) }), delaysMs[method] ?? 0);
});
process.stdin.on("end", () => process.exit(1));

function say(message: object): void {
  const body = JSON.stringify(message);
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
