import { expect, test } from "@jest/globals";
import { EditorState } from "../../server/wrap/editorState.ts";

function takenBack(...said: { method: string; params: unknown }[]) {
  const traces = new EditorState();
  for (const message of said) traces.note(message);
  return traces.takenBack().map(({ message }) => message);
}

const progress = (kind: string) => ({ method: "$/progress", params: { token: "t", value: { kind } } });
const diagnostics = (...messages: string[]) => ({
  method: "textDocument/publishDiagnostics",
  params: { uri: "file:///a.py", diagnostics: messages },
});
const register = { method: "client/registerCapability", params: { registrations: [{ id: "w", method: "x/watch" }] } };
const unregister = {
  method: "client/unregisterCapability",
  params: { unregisterations: [{ id: "w", method: "x/watch" }] },
};

test("progress that a crash cut off is ended", () => {
  expect(takenBack(progress("begin"), progress("report"))).toEqual([progress("end")]);
  expect(takenBack(progress("begin"), progress("end"))).toEqual([]);
});

test("diagnostics of a server that is gone are taken away", () => {
  expect(takenBack(diagnostics("wrong"))).toEqual([diagnostics()]);
  expect(takenBack(diagnostics("wrong"), diagnostics())).toEqual([]);
});

test("what a server registered is unregistered", () => {
  expect(takenBack(register)).toEqual([unregister]);
  expect(takenBack(register, unregister)).toEqual([]);
});

test("what is taken back once is gone", () => {
  const traces = new EditorState();
  traces.note(register);
  traces.takenBack();
  expect(traces.takenBack()).toEqual([]);
  expect(traces.isRegistered("x/watch")).toBe(false);
});
