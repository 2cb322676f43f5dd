/**
 * Stands before a language server and keeps what it is shown: `node recorder.js FILE PROGRAM ARGS...`. FILE gets a line
 * of JSON for each change to a whole text, in order. Every byte is passed on as it came.
 */
import { spawn } from "node:child_process";
import type { DidChangeTextDocumentParams } from "vscode-languageserver";
import { Frames } from "../../../server/lsp/frames.ts";
import { paramsOf, received } from "../../../server/wrap/frame.ts";
import { addLine } from "../lib/lines.ts";
import type { Shown } from "./shown.ts";

const [, , file = "", program = "", ...args] = process.argv;
const server = spawn(program, args, { stdio: ["pipe", "inherit", "inherit"] });
server.once("close", (code) => process.exit(code ?? 1));
server.stdin.on("error", () => {}); // it has ended, which `close` tells
const messages = process.stdin.pipe(new Frames(() => {}));
messages.on("data", (bytes: Buffer) => {
  const { message } = received(bytes);
  if (message.method === "textDocument/didChange") {
    const { textDocument, contentChanges } = paramsOf<DidChangeTextDocumentParams>(message);
    const whole = contentChanges.findLast((change) => !("range" in change));
    if (whole) addLine(file, { uri: textDocument.uri, text: whole.text } satisfies Shown);
  }
  server.stdin.write(bytes);
});
messages.on("end", () => {
  server.stdin.end();
  setTimeout(() => server.kill(), 1000).unref();
});
