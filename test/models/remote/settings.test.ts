import { expect, test } from "@jest/globals";
import { addressOf, serverUrlProblem } from "../../../models/remote/address.ts";
import { remotesProblem } from "../../../models/remote/settings.ts";

const box = { api: "openai", url: "https://gpu.example/v1", model: "coder" };

test.each([
  ["http://8.8.8.8/v1", "must begin with https://, because its address is not in a private network"],
  ["ftp://gpu.example", "must begin with https:// or http://"],
  ["gpu.example", "must begin with https:// or http://"],
  ["https://me:secret@gpu.example", "must not hold a password"],
  ["https://gpu.example?key=1", "must not hold ? or #"],
])("the url %s is not taken", (url, problem) => {
  expect(serverUrlProblem(url)).toContain(problem);
});

test.each([
  "http://127.0.0.1:8080",
  "http://[::1]:8080",
  "http://10.1.2.3:8000/v1",
  "http://gpu:8000",
  "https://8.8.8.8",
])("the url %s is taken", (url) => {
  expect(serverUrlProblem(url)).toBeUndefined();
});

test("a url means the same with and without /v1 at its end", () => {
  for (const url of ["https://gpu.example/api", "https://gpu.example/api/", "https://gpu.example/api/v1/"]) {
    expect(addressOf(url).base).toBe("https://gpu.example/api");
  }
});

test.each([
  [box, "must be an object"],
  [{ box: { ...box, api: "grpc" } }, 'holds "box", which has a api that must be one of "openai"'],
  [{ box: { api: "openai" } }, 'holds "box", which lacks url'],
  [{ box: { ...box, key: "sk-1" } }, "has key, which is no setting of a server"],
  [{ box: { ...box, keyCommand: "pass show" } }, 'must be a program and its arguments, as in ["pass"'],
  [{ box: { ...box, keyEnv: "KEY", keyCommand: ["pass"] } }, "has keyEnv and keyCommand; one is enough"],
  [{ box: { ...box, infill: "qwen" } }, 'has a infill that must be one of "suffix"'],
  [{ box: { ...box, contextTokens: 1 } }, "must be a whole number from 256"],
])("of %j it is said what is wrong", (value, problem) => {
  expect(remotesProblem(value)).toContain(problem);
});

test("a key never stands in a sentence about settings", () => {
  expect(remotesProblem({ box: { ...box, keyEnv: "sk-secret" } })).not.toContain("sk-secret");
});
