import { statSync } from "node:fs";
import Anthropic from "@anthropic-ai/sdk";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import OpenAI from "openai";
import { chatModel } from "../weights/chatModel.ts";
import { ProcessEditor, unfinished } from "./editor.ts";
import { TestUser } from "./environment.ts";
import { Serving } from "./serving.ts";

let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

const openAi = ({ url, place }: Serving) => new OpenAI({ baseURL: `${url}/v1`, apiKey: place.token, maxRetries: 0 });
const anthropic = ({ url, place }: Serving) =>
  new Anthropic({ baseURL: url, authToken: place.token, apiKey: null, maxRetries: 0 });

const served = () => Serving.ready(user, "--model", chatModel(user.folder));
/** The model was taught code only: it says more if it is made to begin with some. */
const said = [
  { role: "user", content: "Count." },
  { role: "assistant", content: "for i in range(" },
] as const;

test("OpenAI's client completes code, whole and in a stream, with the same text", async () => {
  await using serving = await served();
  const client = openAi(serving);
  const asked = { model: "any", prompt: unfinished.text, max_tokens: 12 };
  const whole = await client.completions.create(asked);
  expect(whole.choices[0]?.text).not.toBe("");
  expect(whole.usage).toMatchObject({ completion_tokens: 12, prompt_tokens: expect.any(Number) });
  let streamed = "";
  for await (const chunk of await client.completions.create({ ...asked, stream: true })) {
    streamed += chunk.choices[0]?.text ?? "";
  }
  expect(streamed).toBe(whole.choices[0]?.text);
});

test("OpenAI's client has a hole filled by its suffix, as Zed has by its own prompt", async () => {
  await using serving = await served();
  const client = openAi(serving);
  const common = { model: "any", max_tokens: 12 };
  const after = "\n\nprint(1)\n";
  const bySuffix = await client.completions.create({ ...common, prompt: unfinished.text, suffix: after });
  const prompt = `<fim_prefix>${unfinished.text}<fim_suffix>${after}<fim_middle>`;
  const byPrompt = await client.completions.create({ ...common, prompt });
  expect(bySuffix.choices[0]?.text).not.toBe("");
  expect(byPrompt.choices[0]?.text).toBe(bySuffix.choices[0]?.text);
});

test("OpenAI's client holds a conversation, whole and in a stream", async () => {
  await using serving = await served();
  const client = openAi(serving);
  const asked = { model: "any", messages: [...said], max_tokens: 12 };
  const whole = await client.chat.completions.create(asked);
  expect(whole.choices[0]).toMatchObject({ finish_reason: "length", message: { role: "assistant" } });
  const stream = client.chat.completions.stream({ ...asked, stream_options: { include_usage: true } });
  expect(await stream.finalContent()).toBe(whole.choices[0]?.message.content);
  expect(await stream.totalUsage()).toMatchObject({ completion_tokens: 12 });
});

test("Anthropic's client holds a conversation, whole and in a stream", async () => {
  await using serving = await served();
  const client = anthropic(serving);
  const asked = { model: "any", system: "Be brief.", messages: [...said], max_tokens: 12 };
  const whole = await client.messages.create(asked);
  expect(whole).toMatchObject({ type: "message", stop_reason: "max_tokens", usage: { output_tokens: 12 } });
  const stream = client.messages.stream(asked);
  const final = await stream.finalMessage();
  expect(final.content).toEqual(whole.content);
  expect(final.usage.output_tokens).toBe(12);
});

test("both clients list the model under its name", async () => {
  await using serving = await served();
  const found: string[] = [];
  for await (const { id } of openAi(serving).models.list()) found.push(id);
  for await (const { id } of anthropic(serving).models.list()) found.push(id);
  expect(found).toEqual(["hearth-chat", "hearth-chat"]);
});

test("what is not supported is an error of the client's own kind, with a sentence", async () => {
  await using serving = await served();
  const source = { type: "url", url: "https://example.com/a.png" } as const;
  const content = [{ type: "image", source } as const];
  const asked = anthropic(serving).messages.create({
    model: "any",
    messages: [{ role: "user", content }],
    max_tokens: 1,
  });
  await expect(asked).rejects.toThrow("hearth serve takes text only; messages[0].content holds image");
  await expect(asked).rejects.toBeInstanceOf(Anthropic.BadRequestError);
  const many = openAi(serving).completions.create({ model: "any", prompt: "a", n: 2 });
  await expect(many).rejects.toBeInstanceOf(OpenAI.BadRequestError);
});

test("without the token there is nothing", async () => {
  await using serving = await served();
  const client = new OpenAI({ baseURL: `${serving.url}/v1`, apiKey: "guessed", maxRetries: 0 });
  await expect(client.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
});

test("an editor is answered while a conversation of another program goes on", async () => {
  await using serving = await served();
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { model: chatModel(user.folder) } });
  await editor.open(unfinished.uri, unfinished.text);
  const { line, character } = unfinished.end;
  await editor.untilSuggested(unfinished.uri, line, character);
  const body = { model: "any", messages: [...said], max_tokens: 400, stream: true as const };
  const stream = await openAi(serving).chat.completions.create(body);
  const pieces = stream[Symbol.asyncIterator]();
  await pieces.next();
  await pieces.next();
  const answer = editor.inlineCompletion(unfinished.uri, line, character, "byHand");
  const conversation = (async () => {
    while (!(await pieces.next()).done);
    return "conversation";
  })();
  const first = await Promise.race([answer.then(() => "editor"), conversation]);
  expect(first).toBe("editor");
  expect(await conversation).toBe("conversation");
});

test("a client that leaves frees the model", async () => {
  await using serving = await served();
  const client = openAi(serving);
  const lastEnd = () => JSON.parse(user.hearth("status", "--json"))[0]?.last?.end;
  // On a busy machine an answer may be whole before anybody notices that nobody wants it.
  while (lastEnd() !== "cancelled") {
    const stream = await client.completions.create({ model: "any", prompt: "x = [", max_tokens: 400, stream: true });
    for await (const _ of stream) break;
    stream.controller.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

test("port and token lie where only the user can read them, and are gone with the process", async () => {
  await using serving = await Serving.ready(user);
  expect(statSync(serving.portFilePath).mode & 0o777).toBe(0o600);
  expect(serving.place).toEqual({
    host: "127.0.0.1",
    port: expect.any(Number),
    token: expect.any(String),
    pid: serving.process.pid,
  });
  expect(serving.printed).toContain(serving.place.token);
  expect(user.hearth("serve", "--env")).toContain(`export ANTHROPIC_AUTH_TOKEN='${serving.place.token}'`);
  await serving.end("SIGTERM");
  expect(serving.hasPortFile).toBe(false);
  expect(() => user.hearth("serve", "--env")).toThrow("nothing is served now");
});

test("a second gateway of a user is refused, and one that was killed stands in nobody's way", async () => {
  await using serving = await Serving.ready(user);
  expect(() => user.hearth("serve")).toThrow(`process ${serving.process.pid} serves already`);
  await serving.end("SIGKILL");
  await using next = await Serving.ready(user);
  expect(next.place.pid).toBe(next.process.pid);
});

test("the network is served only where that is said", () => {
  expect(() => user.hearth("serve", "--host", "0.0.0.0")).toThrow("say so with --allow-network");
});
