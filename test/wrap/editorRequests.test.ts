import { expect, test } from "@jest/globals";
import { EditorRequests } from "../../server/wrap/editorRequests.ts";
import { type Frame, frame } from "../../server/wrap/frame.ts";
import { Peer } from "../../server/wrap/peer.ts";

function server() {
  const told: Frame[] = [];
  return { told, peer: new Peer((message) => told.push(message)) };
}

const request = (id: number | string) => frame({ id, method: "workspace/configuration" });

test("an id that nobody uses stays, and so do the bytes", () => {
  const { peer, told } = server();
  const requests = new EditorRequests();
  const asked = request(3);
  expect(requests.ask(peer, asked, 3)).toBe(asked);
  const answer = frame({ id: 3, result: [] });
  requests.answered(answer);
  expect(told).toEqual([answer]);
});

test("each server gets the answer to its own request under its own id", () => {
  const [one, other] = [server(), server()];
  const requests = new EditorRequests();
  const names = [one, other].map(({ peer }) => requests.ask(peer, request(0), 0).message.id as number);
  expect(new Set(names).size).toBe(2);
  requests.answered(frame({ id: names[1] as number, result: "other" }));
  requests.answered(frame({ id: names[0] as number, result: "one" }));
  expect(one.told.map(({ message }) => message)).toEqual([{ id: 0, result: "one" }]);
  expect(other.told.map(({ message }) => message)).toEqual([{ id: 0, result: "other" }]);
});

test("an answer to nothing is dropped", () => {
  expect(() => new EditorRequests().answered(frame({ id: 1, result: null }))).not.toThrow();
});

test("the number 1 and the text 1 are two ids", () => {
  const [one, other] = [server(), server()];
  const requests = new EditorRequests();
  requests.ask(one.peer, request(1), 1);
  expect(requests.ask(other.peer, request("1"), "1").message.id).toBe("1");
});

test("the editor is told to cancel what it knows by another name", () => {
  const [one, other] = [server(), server()];
  const requests = new EditorRequests();
  requests.ask(one.peer, request(0), 0);
  const { id } = requests.ask(other.peer, request(0), "hearth:0").message;
  const cancelled = requests.cancel(other.peer, frame({ method: "$/cancelRequest", params: { id: 0 } }));
  expect(cancelled.message.params).toEqual({ id });
});

test("a cancellation of what nobody asked passes as it came", () => {
  const told = frame({ method: "$/cancelRequest", params: { id: 7 } });
  expect(new EditorRequests().cancel(server().peer, told)).toBe(told);
});
