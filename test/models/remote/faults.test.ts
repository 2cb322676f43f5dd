import { expect, test } from "@jest/globals";
import { CancellationTokenSource } from "vscode-languageserver";
import { EngineUnavailable } from "../../../models/engine.ts";
import { until } from "../../until.ts";
import { ask, engineOn, hole, settled } from "./engine.ts";
import { breakOff, events, FaultyServer, json, type Reply, said, silence, stall } from "./faultyServer.ts";

const path = "/v1/completions";
const good = events(said("1", "stop"));

/** What a person is told of a server that does this. */
async function told(reply: Reply | Reply[], key?: string): Promise<string> {
  await using server = await FaultyServer.listening({ [path]: reply });
  if (key !== undefined) process.env.HEARTH_TEST_KEY = key;
  using engine = engineOn(server, key === undefined ? {} : { keyEnv: "HEARTH_TEST_KEY" });
  const error = await ask(engine).then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(EngineUnavailable);
  return error.message;
}

const html: Reply = (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hi</h1>");
const redirect: Reply = (response) => void response.writeHead(307, { location: "https://evil.example/v1" }).end();
const endless: Reply = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(`data: ${"x".repeat(5_000_000)}`);
};

test.each([
  ["says nothing", silence, "did not answer in time"],
  ["stops in the middle", stall(said("1")), "stopped in the middle of an answer"],
  ["breaks off in the middle", breakOff(said("1")), "closed the connection"],
  ["ends in the middle", events(said("1")), "ended in the middle of an answer"],
  ["sends an event that is no JSON", events("{oops"), "an event that is no JSON object"],
  ["sends an event without an end", endless, "an event without an end"],
  ["answers with a page", html, "was answered with text/html, not with a stream of events"],
  ["redirects elsewhere", redirect, "is somewhere else; correct its url: it redirects to https://evil.example"],
  ["has no such model", json({ error: { message: "no model coder" } }, 404), "check url and model: no model coder"],
  ["has an error of its own", json({ error: "out of memory" }, 500), "has a problem of its own (500): out of memory"],
  ["reports an error in the stream", events(said("1"), { error: { message: "out of memory" } }), "out of memory"],
])("a server that %s is one sentence", async (_what, reply, sentence) => {
  expect(await told(reply)).toContain(sentence);
});

test("a key that is not taken is named in no sentence, even where the server repeats it", async () => {
  const message = await told(json({ error: { message: "Incorrect API key: sk-secret" } }, 401), "sk-secret");
  expect(message).toContain("did not take the key: Incorrect API key: (key)");
});

test("a server that could not be used at first is used when it can be", async () => {
  const path = "/v1/models";
  const models = json({ data: [{ id: "coder" }] });
  await using server = await FaultyServer.listening({ [path]: [json({ error: "starting" }, 500), models] });
  using engine = engineOn(server);
  expect(await settled(engine)).toMatchObject({ state: "failed" });
  await until(() => engine.status.state !== "failed");
  expect(await settled(engine)).toMatchObject({ state: "ready", model: { name: "coder" } });
});

test("a server that is not there is one sentence", async () => {
  using engine = engineOn({ url: "http://127.0.0.1:9" });
  expect(await settled(engine)).toMatchObject({
    state: "failed",
    message: "the remote box (127.0.0.1:9) cannot be reached: nobody listens there",
  });
});

test("a server that is busy is asked again, and its answer is whole", async () => {
  const busy = json({ error: "busy" }, 429, { "retry-after": "0" });
  await using server = await FaultyServer.listening({ [path]: [busy, busy, good] });
  using engine = engineOn(server);
  expect(await ask(engine)).toMatchObject({ text: "1" });
  expect(server.asked(path)).toHaveLength(3);
});

test("a server that wants to be left alone for an hour is left alone", async () => {
  const busy = json({ error: "busy" }, 429, { "retry-after": "3600" });
  await using server = await FaultyServer.listening({ [path]: busy });
  using engine = engineOn(server);
  await expect(ask(engine)).rejects.toThrow("has too many requests: busy");
  expect(server.asked(path)).toHaveLength(1);
});

test("an answer that has begun is never asked for again", async () => {
  await using server = await FaultyServer.listening({ [path]: breakOff(said("1")) });
  using engine = engineOn(server);
  await expect(ask(engine)).rejects.toThrow("closed the connection");
  expect(server.asked(path)).toHaveLength(1);
});

test("a cancelled request closes its connection and answers with what there was", async () => {
  await using server = await FaultyServer.listening({ [path]: stall(said("1")) });
  using engine = engineOn(
    server,
    {},
    { limits: { connectMs: 2000, firstByteMs: 60_000, stallMs: 60_000, againMs: 10_000 } },
  );
  const cancel = new CancellationTokenSource();
  const { text, end } = await ask(engine, hole, () => cancel.cancel(), cancel.token);
  expect({ text, end }).toEqual({ text: "1", end: "cancelled" });
  await until(() => server.open === 0);
});

test("a newer request of a document closes the connection of the older one", async () => {
  await using server = await FaultyServer.listening({ [path]: [stall(said("1")), good] });
  using engine = engineOn(
    server,
    {},
    { limits: { connectMs: 2000, firstByteMs: 60_000, stallMs: 60_000, againMs: 10_000 } },
  );
  let newer: Promise<unknown> | undefined;
  const older = await ask(engine, hole, () => {
    newer ??= ask(engine);
  });
  expect(older).toMatchObject({ text: "1", end: "superseded" });
  expect(await newer).toMatchObject({ text: "1", end: "stop" });
});

test("an answer takes no longer than it may", async () => {
  await using server = await FaultyServer.listening({ [path]: stall(said("1")) });
  using engine = engineOn(
    server,
    {},
    { limits: { connectMs: 2000, firstByteMs: 60_000, stallMs: 60_000, againMs: 10_000 } },
  );
  expect(await ask(engine, { ...hole, maxMs: 20 })).toMatchObject({ text: "1", end: "maxMs" });
});

test("closing the engine ends what is under way", async () => {
  await using server = await FaultyServer.listening({ [path]: stall(said("1")) });
  const engine = engineOn(server);
  const { end } = await ask(engine, hole, () => engine.dispose());
  expect(end).toBe("cancelled");
});
