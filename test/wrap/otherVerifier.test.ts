import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import type { CandidateEdit, Verdict } from "../../server/verify/verifier.ts";
import { until } from "../until.ts";
import { CheckedServer } from "./checkedServer.ts";

const uri = "file:///a.txt";
const other = "file:///b.txt";

function candidate(before: string, text: string, of = uri): CandidateEdit {
  const changes = [{ start: 0, end: before.length, newText: text }];
  const file = { uri: of, diskPath: undefined, languageId: "plaintext", before, after: text, changes };
  return { files: [file], root: undefined, open: [] };
}

function check(
  server: CheckedServer,
  of: CandidateEdit,
  token = CancellationToken.None,
  maxMs = 10_000,
): Promise<Verdict> {
  return server.verifier.verify(of, maxMs, token);
}

/** What a verdict says, in short. */
function short(verdict: Verdict) {
  if (verdict.kind === "untold") return verdict.because;
  const messages = (findings: readonly { message: string }[]) => findings.map(({ message }) => message);
  return { brought: messages(verdict.brought), gone: messages(verdict.gone), kept: messages(verdict.kept) };
}

/** The versions of a document that the other server was told of, in order. */
const versions = ({ heard }: CheckedServer) =>
  heard.flatMap(({ params }) => (params as { textDocument?: { version?: number } }).textDocument?.version ?? []);

const published = ({ seen }: CheckedServer) =>
  seen.filter(({ method }) => method === "textDocument/publishDiagnostics");

/** The candidate is with the other server now. */
const isShown = (server: CheckedServer) =>
  until(() => Object.values(server.texts).some((text) => text.includes("NEW")));

test.each(["versions", "noVersions", "whenAsked"] as const)(
  "another server that says its findings by “%s” tells what an edit brings and what it ends",
  async (says) => {
    const server = new CheckedServer({ says });
    server.open(uri, "BAD1\nBAD2\n");
    await after(20);
    const before = published(server);
    expect(short(await check(server, candidate("BAD1\nBAD2\n", "fine\nBAD2\nBAD3\n")))).toEqual({
      brought: ["BAD3"],
      gone: ["BAD1"],
      kept: ["BAD2"],
    });
    expect(server.texts).toEqual({ [uri]: "BAD1\nBAD2\n" });
    await after(20);
    // What the editor got after the check says what it knew before it.
    for (const { params } of published(server).slice(before.length)) expect(params).toEqual(before.at(-1)?.params);
  },
);

test("an edit that spoils another open document is told of", async () => {
  for (const says of ["versions", "whenAsked"] as const) {
    const server = new CheckedServer({ says });
    server.open(uri, "function\n");
    server.open(other, "+function\n");
    await after(20);
    const verdict = await check(server, candidate("function\n", "-function\n"));
    expect(verdict).toMatchObject({ kind: "told", brought: [{ uri: other, message: "+function" }] });
    await after(20);
    expect(published(server).some(({ params }) => JSON.stringify(params).includes("+function"))).toBe(false);
  }
});

test("a key ends a check at once: it finds the text of the editor, and no version comes twice", async () => {
  const server = new CheckedServer({ afterMs: 50 });
  server.open(uri, "BAD1\n");
  await after(100);
  const verdict = check(server, candidate("BAD1\n", "NEW\n"));
  await isShown(server);
  server.type(uri, 2, "x");
  expect(server.texts).toEqual({ [uri]: "xBAD1\n" });
  expect(short(await verdict)).toBe("the text has changed meanwhile");
  expect(versions(server)).toEqual([1, 2, 3, 4]);
  await after(100);
  expect(published(server).at(-1)?.params).toMatchObject({ version: 2, diagnostics: [{ message: "BAD1" }] });
});

test("a key in another document begins the check anew", async () => {
  const server = new CheckedServer({ afterMs: 20 });
  server.open(uri, "BAD1\n");
  server.open(other, "");
  await after(50);
  const verdict = check(server, candidate("BAD1\n", "NEW\n"));
  await isShown(server);
  server.type(other, 2, "x");
  expect(server.texts).toEqual({ [uri]: "BAD1\n", [other]: "x" });
  expect(short(await verdict)).toEqual({ brought: [], gone: ["BAD1"], kept: [] });
});

test("a request in the middle of a check is answered about the text of the editor, and soon", async () => {
  for (const says of ["versions", "nothing"] as const) {
    const server = new CheckedServer({ says });
    server.open(uri, "BAD1\n");
    await after(20);
    const verdict = says === "versions" ? check(server, candidate("BAD1\n", "NEW\n")) : undefined;
    if (verdict) await isShown(server);
    const { result } = await server.ask("textDocument/hover", { textDocument: { uri } });
    expect(result).toMatchObject({ text: "BAD1\n" });
    if (verdict) expect(short(await verdict)).toEqual({ brought: [], gone: ["BAD1"], kept: [] });
  }
});

test("after a check both sides speak of versions as each of them counts", async () => {
  const server = new CheckedServer();
  server.open(uri, "BAD1\n");
  await after(20);
  await check(server, candidate("BAD1\n", "fine\n"));
  server.type(uri, 2, "x");
  expect(versions(server)).toEqual([1, 2, 3, 4]);
  const { result } = await server.ask("textDocument/rename", { textDocument: { uri, version: 2 } });
  expect(result).toMatchObject({ version: 4, textDocument: { uri, version: 2 } });
  expect(server.heard.at(-1)?.params).toEqual({ textDocument: { uri, version: 4 } });
  await until(() => published(server).some(({ params }) => (params as { version: number }).version === 2));
});

test("documents that were not checked keep their messages byte for byte", async () => {
  const server = new CheckedServer();
  server.open(uri, "BAD1\n");
  server.open(other, "");
  await after(20);
  await check(server, candidate("BAD1\n", "fine\n"));
  server.type(other, 2, "x");
  expect(server.heard.at(-1)?.params).toMatchObject({ textDocument: { uri: other, version: 2 } });
});

test("a document that is closed and opened again counts from its beginning", async () => {
  const server = new CheckedServer();
  server.open(uri, "BAD1\n");
  await after(20);
  await check(server, candidate("BAD1\n", "fine\n"));
  server.tell("textDocument/didClose", { textDocument: { uri } });
  server.open(uri, "new");
  expect(versions(server).at(-1)).toBe(1);
});

test("a check that is cancelled leaves nothing behind", async () => {
  const server = new CheckedServer({ afterMs: 5000 });
  server.open(uri, "BAD1\n");
  const cancel = new CancellationTokenSource();
  const verdict = check(server, candidate("BAD1\n", "NEW\n"), cancel.token);
  cancel.cancel();
  expect(short(await verdict)).toBe("it was cancelled");
  expect(server.texts).toEqual({ [uri]: "BAD1\n" });
});

test("of a server that says nothing nothing is concluded, and it has the editor's text again", async () => {
  const server = new CheckedServer({ says: "nothing" });
  server.open(uri, "BAD1\n");
  expect(short(await check(server, candidate("BAD1\n", "NEW\n"), CancellationToken.None, 100))).toBe(
    "fake did not say in time",
  );
  expect(server.texts).toEqual({ [uri]: "BAD1\n" });
});

test("a server that was silent twice is not asked a third time", async () => {
  const server = new CheckedServer();
  server.open(uri, "BAD1\n");
  await after(20);
  server.fallSilent();
  const ask = () => check(server, candidate("BAD1\n", "NEW\n"), CancellationToken.None, 100);
  expect([short(await ask()), short(await ask()), short(await ask())]).toEqual([
    "fake did not say in time",
    "fake did not say in time",
    "fake does not say what it thinks of a change",
  ]);
});

test("a server that ends in the middle of a check is no verdict", async () => {
  const server = new CheckedServer({ afterMs: 50 });
  server.open(uri, "BAD1\n");
  await after(100);
  const verdict = check(server, candidate("BAD1\n", "NEW\n"));
  await isShown(server);
  server.crash();
  expect(short(await verdict)).toBe("fake has ended");
});

test("a file that is not open is opened for the check and closed after it", async () => {
  for (const says of ["versions", "whenAsked"] as const) {
    const server = new CheckedServer({ says });
    server.open(uri, "");
    await after(20);
    const verdict = await check(server, candidate("BAD1\n", "BAD2\n", other));
    expect(short(verdict)).toEqual({ brought: ["BAD2"], gone: ["BAD1"], kept: [] });
    expect(server.texts).toEqual({ [uri]: "" });
    await after(20);
    expect(published(server).filter(({ params }) => (params as { uri: string }).uri === other)).toEqual([]);
  }
});

test("a text that is not the editor's any more is not checked", async () => {
  const server = new CheckedServer();
  server.open(uri, "other");
  expect(short(await check(server, candidate("BAD1\n", "NEW\n")))).toBe("the text has changed meanwhile");
  expect(versions(server)).toEqual([1]);
});

test("a guess gives way at once to whoever asks, and the background waits a moment for it", async () => {
  const server = new CheckedServer({ afterMs: 50 });
  server.open(uri, "BAD1\n");
  await after(100);
  const verdict = check(server, { ...candidate("BAD1\n", "NEW\n"), isGuess: true });
  await isShown(server);
  const tokens = server.ask("textDocument/semanticTokens/full", { textDocument: { uri } });
  expect(server.texts).toEqual({ [uri]: "NEW\n" });
  const hover = server.ask("textDocument/hover", { textDocument: { uri } });
  expect(server.texts).toEqual({ [uri]: "BAD1\n" });
  for (const { result } of [await tokens, await hover]) expect(result).toMatchObject({ text: "BAD1\n" });
  expect(short(await verdict)).toEqual({ brought: [], gone: ["BAD1"], kept: [] });
});

test("a check that somebody waits for ends a guess, whose end is no silence of the server", async () => {
  const server = new CheckedServer({ afterMs: 50 });
  server.open(uri, "BAD1\n");
  await after(100);
  const guesses = [1, 2, 3].map(() => check(server, { ...candidate("BAD1\n", "NEW\n"), isGuess: true }));
  await isShown(server);
  expect(short(await check(server, candidate("BAD1\n", "fine\n")))).toEqual({ brought: [], gone: ["BAD1"], kept: [] });
  for (const guess of guesses) expect(short(await guess)).toMatch(/in time|is busy/);
});

/** The messages of what is known to be wrong with a document, and of which version that is said. */
function known({ verifier }: CheckedServer, of = uri) {
  const { version, diagnostics } = verifier.published(of) ?? {};
  return { version, messages: (diagnostics as { message: string }[] | undefined)?.map(({ message }) => message) };
}

test("what an editor asks the other server for is known of as what that publishes", async () => {
  const published = new CheckedServer();
  published.open(uri, "BAD1 BAD2");
  const asked = new CheckedServer({ says: "whenAsked" });
  asked.open(uri, "BAD1 BAD2");
  await asked.ask("textDocument/diagnostic", { textDocument: { uri } });
  for (const server of [published, asked]) {
    await until(() => known(server).messages !== undefined);
    expect(known(server)).toEqual({ version: 1, messages: ["BAD1", "BAD2"] });
  }
  asked.type(uri, 2, "BAD0 ");
  expect(known(asked)).toEqual({ version: 1, messages: ["BAD1", "BAD2"] });
  await asked.ask("textDocument/diagnostic", { textDocument: { uri } });
  expect(known(asked)).toEqual({ version: 2, messages: ["BAD0", "BAD1", "BAD2"] });
  asked.tell("textDocument/didClose", { textDocument: { uri } });
  expect(known(asked)).toEqual({});
});
