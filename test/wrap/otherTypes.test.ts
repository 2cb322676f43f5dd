import { setTimeout as after } from "node:timers/promises";
import { expect, jest, test } from "@jest/globals";
import {
  type CompletionContext,
  CompletionItemKind,
  CompletionTriggerKind,
  type ServerCapabilities,
} from "vscode-languageserver";
import type { TypeFacts } from "../../server/context/typeFacts.ts";
import { EditorState } from "../../server/wrap/editorState.ts";
import { type Frame, frame, type Message, requestId } from "../../server/wrap/frame.ts";
import { OtherTypes } from "../../server/wrap/otherTypes.ts";
import { Peer } from "../../server/wrap/peer.ts";
import { Replay } from "../../server/wrap/replay.ts";
import { until } from "../until.ts";

const silent = { error: () => {}, info: () => {}, debug: () => {} };
const uri = "file:///a.py";

const items = [
  { label: "price", kind: CompletionItemKind.Property },
  { label: "add(…)", kind: CompletionItemKind.Method, labelDetails: { detail: "(item: Item) -> None" } },
  { label: "while", kind: CompletionItemKind.Keyword },
];
const answers: Readonly<Record<string, unknown>> = {
  "textDocument/completion": { isIncomplete: false, items },
  "textDocument/signatureHelp": { signatures: [{ label: "(item: Item) -> None" }], activeSignature: 0 },
  "textDocument/typeDefinition": null,
  "textDocument/definition": [{ uri: "file:///shop.py", range: { start: { line: 4, character: 0 } } }],
};

/** An editor and another server in memory, which tells what `answers` says. */
class Telling {
  readonly types: OtherTypes;
  /** All that reached the other server. */
  readonly heard: Message[] = [];
  /** All that reached the editor. */
  readonly seen: Message[] = [];
  /** Requests that are answered when the test says so. */
  readonly waiting: Message[] = [];
  readonly #replay = new Replay(silent);
  readonly #peer: Peer;
  readonly #isSlow: boolean;
  #version = 1;
  #ids = 0;

  constructor(
    capabilities: ServerCapabilities = {
      completionProvider: { triggerCharacters: ["."] },
      signatureHelpProvider: {},
      typeDefinitionProvider: true,
      definitionProvider: true,
    },
    isSlow = false,
  ) {
    this.#isSlow = isSlow;
    this.#peer = new Peer(({ message }) => {
      this.heard.push(message);
      if (message.id === undefined) return;
      if (this.#isSlow) this.waiting.push(message);
      else setTimeout(() => this.answer(message), 1);
    });
    this.types = new OtherTypes({
      name: "fake",
      peer: () => this.#peer,
      offers: () => capabilities,
      replay: this.#replay,
      traces: new EditorState(),
      log: silent,
    });
  }

  answer(request: Message, result: unknown = answers[request.method ?? ""]): void {
    const answer = frame({ id: requestId({ message: request } as Frame), result });
    this.types.saw(answer);
    this.#peer.answered(answer);
  }

  /** The document has this text from now on. Gives the place of its cursor. */
  write(marked: string, of = uri) {
    const text = marked.replace("│", "");
    const isOpen = this.#replay.document(of) !== undefined;
    const textDocument = { uri: of, languageId: "python", version: this.#version++, text };
    this.#tell(
      isOpen
        ? frame({ method: "textDocument/didChange", params: { textDocument, contentChanges: [{ text }] } })
        : frame({ method: "textDocument/didOpen", params: { textDocument } }),
    );
    return { uri: of, text, offset: marked.indexOf("│") };
  }

  /** The editor asks, as its user sees a list. */
  ask(method: string, line: number, character: number, context?: CompletionContext): void {
    const request = frame({
      id: `editor:${++this.#ids}`,
      method,
      params: { textDocument: { uri }, position: { line, character }, ...(context && { context }) },
    });
    this.types.heard(request);
    this.#peer.ask(request, ({ message }) => void this.seen.push(message));
  }

  #tell(told: Frame): void {
    this.types.heard(told);
    this.#replay.note(told);
  }

  /** What is told of the place that the document has now. */
  async told(marked: string): Promise<TypeFacts | undefined> {
    const place = this.write(marked);
    this.types.expect(place);
    return this.types.facts(place, 5000);
  }

  get asked(): readonly string[] {
    return this.heard.flatMap(({ id, method }) => (String(id).startsWith("hearth-types:") ? [method ?? ""] : []));
  }
}

test("the members behind a dot are told, with what is written beside them and where they are from", async () => {
  const server = new Telling();
  expect((await server.told("cart.│\n"))?.members).toEqual({
    receiver: "cart",
    members: [
      { name: "price", isCallable: false, detail: "" },
      { name: "add", isCallable: true, detail: "(item: Item) -> None" },
    ],
    areAll: true,
    origins: [{ uri: "file:///shop.py", line: 4 }],
  });
});

test("the signature of the call at the cursor is told, with the name of what is called", async () => {
  const { signature } = (await new Telling().told("cart.add(│)\n")) ?? {};
  expect(signature?.text).toBe("add(item: Item) -> None");
});

test("a list that the editor asks for is read as it passes, and not asked for again", async () => {
  const server = new Telling();
  const place = server.write("cart.│\n");
  server.ask("textDocument/completion", 0, 5);
  server.types.expect(place);
  const told = await server.types.facts(place, 5000);
  expect(told?.members?.members.map(({ name }) => name)).toEqual(["price", "add"]);
  expect(server.asked).toEqual(["textDocument/typeDefinition", "textDocument/definition"]);
  expect(server.seen).toHaveLength(1);
});

test("a list that the editor was given stays, whatever our own request for it comes to", async () => {
  const server = new Telling(undefined, true);
  const place = server.write("cart.│\n");
  server.types.expect(place);
  await until(() => server.waiting.length === 2);
  server.ask("textDocument/completion", 0, 5);
  const [own, declared, editors] = server.waiting as [Message, Message, Message];
  for (const request of [editors, declared]) server.answer(request);
  server.answer(own, null);
  await after(5);
  expect((await server.types.facts(place, 0))?.members?.members).toHaveLength(2);
});

test("a list that the editor asks of Hearth alone tells nothing, and is not waited for", async () => {
  const server = new Telling();
  const place = server.write("cart->│\n");
  const context = { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: ">" };
  server.ask("textDocument/completion", 0, 6, context);
  server.types.expect(place);
  expect((await server.types.facts(place, 5000))?.members?.members).toHaveLength(2);
  const linter = new Telling({});
  const elsewhere = linter.write("cart.│\n");
  linter.ask("textDocument/completion", 0, 5);
  linter.types.expect(elsewhere);
  const startedMs = performance.now();
  expect(await linter.types.facts(elsewhere, 5000)).toBeUndefined();
  expect(performance.now() - startedMs).toBeLessThan(1000);
});

test("a server that was too slow is asked nothing for a minute, and what the editor asks is still read", async () => {
  jest.useFakeTimers();
  try {
    const server = new Telling(undefined, true);
    server.types.expect(server.write("cart.add(item.│)\n"));
    await jest.advanceTimersByTimeAsync(5000);
    const asked = server.asked.length;
    const place = server.write("shop.│\n");
    server.ask("textDocument/completion", 0, 5);
    server.types.expect(place);
    for (const request of server.waiting.splice(0)) server.answer(request);
    await jest.advanceTimersByTimeAsync(1000);
    expect((await server.types.facts(place, 0))?.members?.members).toHaveLength(2);
    expect(server.asked).toHaveLength(asked);
  } finally {
    jest.useRealTimers();
  }
});

test("letters behind the dot are typed with the members known already", async () => {
  const server = new Telling();
  await server.told("cart.│\n");
  const before = server.asked.length;
  expect((await server.told("cart.pr│\n"))?.members?.members).toHaveLength(2);
  expect(server.asked).toHaveLength(before);
});

test.each([
  ["text above the dot", (server: Telling) => server.write("x = 1\ncart.│\n")],
  ["text below its line", (server: Telling) => server.write("cart.│\nx = 1\n")],
])("what was told is forgotten with other %s", async (_, change) => {
  const server = new Telling();
  await server.told("cart.│\n");
  const place = change(server);
  expect(await server.types.facts(place, 0)).toBeUndefined();
});

test("what was told is forgotten with a change of another document", async () => {
  const server = new Telling();
  server.write("x = 1│\n", "file:///b.py");
  await server.told("cart.│\n");
  server.write("x = 2│\n", "file:///b.py");
  expect(await server.types.facts({ uri, text: "cart.\n", offset: 5 }, 0)).toBeUndefined();
});

test("nobody is waited for beyond the budget, and what comes later is there for the next key", async () => {
  const server = new Telling(undefined, true);
  const place = server.write("cart.│\n");
  server.types.expect(place);
  expect(await server.types.facts(place, 20)).toBeUndefined();
  await until(() => server.waiting.length === 2);
  for (const request of server.waiting.splice(0)) server.answer(request);
  await after(5);
  expect((await server.types.facts(server.write("cart.p│\n"), 0))?.members?.members).toHaveLength(2);
});

test("what is still asked of a place that was left is cancelled", async () => {
  const server = new Telling(undefined, true);
  server.types.expect(server.write("cart.│\n"));
  await until(() => server.waiting.length === 2);
  server.types.expect(server.write("cart.add│\nshop│\n"));
  const cancelled = server.heard.filter(({ method }) => method === "$/cancelRequest").map(({ params }) => params);
  expect(cancelled).toEqual(server.waiting.map(({ id }) => ({ id })));
});

test("the other server sees no request that it does not announce", async () => {
  const server = new Telling({ completionProvider: {} });
  expect((await server.told("cart.add(item.│)\n"))?.members?.origins).toBeUndefined();
  expect(server.asked).toEqual(["textDocument/completion"]);
});

test("words of the text, which a server lists where it knows nothing better, are no members", async () => {
  const server = new Telling(undefined, true);
  const place = server.write("cart.│\n");
  server.types.expect(place);
  await until(() => server.waiting.length === 2);
  for (const request of server.waiting.splice(0)) {
    server.answer(request, request.method === "textDocument/completion" ? [{ label: "cart", kind: 1 }] : null);
  }
  expect(await server.types.facts(place, 20)).toBeUndefined();
});

test("a server that has ended leaves nothing behind", async () => {
  const server = new Telling();
  await server.told("cart.│\n");
  server.types.lost();
  expect(await server.types.facts({ uri, text: "cart.\n", offset: 5 }, 0)).toBeUndefined();
});
