/**
 * A language server that does as it is told, for the tests of --wrap: a real process, with nothing of Hearth in it but
 * the framing. Its argument is JSON: an answer for each method, and what it offers. Besides these it knows
 *
 *   test/heard   answers with every message it got, as base64 of its bytes
 *   test/say     writes the bytes (base64) that it is given
 *   test/crash   ends at once with exit code 3
 *   test/never   is not answered
 *   test/texts   answers with the texts of its documents
 *
 * With `wrong` in its script it publishes a diagnostic for each place in a document where that regular expression is.
 */
import { TextDocument } from "vscode-languageserver-textdocument";
import { Frames } from "../../server/lsp/frames.ts";
import { received } from "../../server/wrap/frame.ts";

type Script = {
  readonly capabilities?: object;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly delaysMs?: Readonly<Record<string, number>>;
  readonly failures?: Readonly<Record<string, object>>;
  readonly wrong?: string;
};

const {
  capabilities = {},
  answers = {},
  delaysMs = {},
  failures = {},
  wrong,
}: Script = JSON.parse(process.argv[2] ?? "{}");
const heard: Buffer[] = [];

type Params = { readonly bytes: string };
const methods: Readonly<Record<string, (params: Params) => unknown>> = {
  initialize: () => ({ capabilities, serverInfo: { name: "scripted" } }),
  shutdown: () => null,
  exit: () => process.exit(0),
  "test/heard": () => heard.map((bytes) => bytes.toString("base64")),
  "test/say": ({ bytes }) => process.stdout.write(Buffer.from(bytes, "base64")) && null,
  "test/crash": () => process.exit(3),
  "test/texts": () => Object.fromEntries([...documents].map(([uri, document]) => [uri, document.getText()])),
};

const documents = new Map<string, TextDocument>();

type Change = { textDocument: { uri: string; version: number; text: string }; contentChanges: never[] };

/** Follows a document, and says what is wrong with it. */
function follow({ textDocument: { uri, version, text }, contentChanges }: Change): void {
  const known = documents.get(uri);
  const document =
    contentChanges && known
      ? TextDocument.update(known, contentChanges, version)
      : TextDocument.create(uri, "", version, text);
  documents.set(uri, document);
  const diagnostics = [...document.getText().matchAll(new RegExp(wrong ?? "$^", "g"))].map(({ 0: found, index }) => ({
    message: `${found} is wrong`,
    severity: 1,
    range: { start: document.positionAt(index), end: document.positionAt(index + found.length) },
  }));
  say({ jsonrpc: "2.0", method: "textDocument/publishDiagnostics", params: { uri, version, diagnostics } });
}

process.stdin.pipe(new Frames(() => {})).on("data", (bytes: Buffer) => {
  heard.push(bytes);
  const { message } = received(bytes);
  const { id, params } = message;
  const method = message.method ?? "";
  if (method === "test/never") return;
  if (wrong !== undefined && /^textDocument.did(Open|Change)$/.test(method)) follow(params as Change);
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
