import { expect, test } from "@jest/globals";
import { type Frame, frame, type Message } from "../../server/wrap/frame.ts";
import { Peer } from "../../server/wrap/peer.ts";
import { sharedAnswer } from "../../server/wrap/sharedAnswer.ts";

const silent = { error: () => {}, info: () => {}, debug: () => {} };
const request = frame({ id: 1, method: "textDocument/codeAction", params: {} });
const merge = (theirs: string | null, ours: string) => `${theirs ?? "nothing"} and ${ours}`;
const never = new Promise<Message>(() => {});

/** A server that answers so, and what it was told. */
function answering(answer: Message | Promise<Message>) {
  const told: Frame[] = [];
  const peer: Peer = new Peer((message) => {
    told.push(message);
    if (message.message.id !== undefined)
      void Promise.resolve(answer).then((each) => peer.answered(frame({ id: 1, ...each })));
  });
  return { peer, told };
}

async function answered(
  theirs: Message | Promise<Message> | undefined,
  ours: Message | Promise<Message>,
  patienceMs = 10_000,
) {
  const shared = { provider: "codeActionProvider", patienceMs, merge } as const;
  const other = theirs && answering(theirs).peer;
  return (await sharedAnswer(request, shared, answering(ours).peer, other, silent)).message;
}

test("two answers become one", async () => {
  expect(await answered({ result: "theirs" }, { result: "ours" })).toMatchObject({ id: 1, result: "theirs and ours" });
});

test("where we have nothing to add, their answer stays as it came", async () => {
  expect(await answered({ result: "theirs" }, { result: null })).toMatchObject({ result: "theirs" });
});

test("where the other server has nothing, ours is the answer", async () => {
  expect(await answered({ result: null }, { result: "ours" })).toMatchObject({ result: "nothing and ours" });
});

test("where the other server is not asked, ours is the answer", async () => {
  expect(await answered(undefined, { result: "ours" })).toMatchObject({ result: "nothing and ours" });
});

test("their answer does not wait for ours beyond our budget, and ours is cancelled", async () => {
  const ours = answering(never);
  const shared = { provider: "codeActionProvider", patienceMs: 0, merge } as const;
  const theirs = answering({ result: "theirs" }).peer;
  const { message } = await sharedAnswer(request, shared, ours.peer, theirs, silent);
  expect(message.result).toBe("theirs");
  expect(ours.told.at(-1)?.message).toEqual({ method: "$/cancelRequest", params: { id: 1 } });
});

test("their answer is waited for however late it is", async () => {
  let say: (message: Message) => void = () => {};
  const late = new Promise<Message>((resolve) => {
    say = resolve;
  });
  const answer = answered(late, { result: "ours" }, 0);
  setTimeout(() => say({ result: "theirs" }), 50);
  expect(await answer).toMatchObject({ result: "theirs and ours" });
});

test("an error of the other server does not cost ours", async () => {
  expect(await answered({ error: { code: -32603, message: "broken" } }, { result: "ours" })).toMatchObject({
    result: "nothing and ours",
  });
});

test.each([-32800, -32801, -32802])("error %i is the editor's business, whatever we have", async (code) => {
  expect(await answered({ error: { code, message: "stale" } }, { result: "ours" })).toMatchObject({ error: { code } });
});

test("an error of ours does not cost theirs", async () => {
  expect(await answered({ result: "theirs" }, { error: { code: -32603, message: "broken" } })).toMatchObject({
    result: "theirs",
  });
});
