import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Download, type Downloaded, download, type Surroundings } from "../../../models/files/download.ts";
import { FileHttp } from "../../../models/files/http.ts";
import { Folder } from "../../index/workspace.ts";
import {
  answers,
  breaksAfter,
  FileServer,
  ignoresRanges,
  model,
  redirectsTo,
  sha256,
  stallsAfter,
} from "./fileServer.ts";

const content = model();
let server: FileServer;
let folder: Folder;
let http: FileHttp;
let said: string[];
beforeEach(async () => {
  server = await FileServer.serving(content);
  folder = new Folder();
  http = new FileHttp({ stallMs: 300, token: "hf_secret", tokenEndpoint: server.origin });
  said = [];
});
afterEach(async () => {
  await http.close();
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const target = () => folder.path("models/m.gguf");
const url = (path = "/m.gguf") => server.origin + path;
const unknown = { bytes: null, sha256: null };
const known = { bytes: content.length, sha256: sha256(content) };

function bring(wanted: Partial<Download> = {}, around: Partial<Surroundings> = {}): Promise<Downloaded | undefined> {
  return download(
    { addresses: [url()], target: target(), expected: unknown, ...wanted },
    {
      http,
      signal: new AbortController().signal,
      onProgress: () => {},
      log: (sentence) => said.push(sentence),
      pausesMs: [1, 1, 1],
      ...around,
    },
  );
}

/** The file is here, whole, and nothing else is left. */
function expectWhole(expected = content): void {
  expect(readFileSync(target()).equals(expected)).toBe(true);
  expect(readdirSync(folder.path("models"))).toEqual(["m.gguf"]);
}

/** A connection that breaks when so many bytes have come through it, however busy the machine. */
const breaks = (bytes: number) =>
  breaksAfter(bytes, (offset) => (statSync(`${target()}.part`, { throwIfNoEntry: false })?.size ?? 0) >= offset);

/** So many bytes are here from an earlier command. */
function begun(bytes: Buffer, about: object = {}): void {
  const usual = { url: url(), etag: server.etag, totalBytes: null, sha256: null };
  folder.file("models/m.gguf.part", bytes);
  folder.file("models/m.gguf.part.json", JSON.stringify({ ...usual, ...about }));
}
const third = content.subarray(0, 100_000);

test("a file comes whole, with its hash, for its user alone", async () => {
  expect(await bring({ expected: known })).toEqual(known);
  expectWhole();
  expect(statSync(target()).mode & 0o077).toBe(0);
  expect(statSync(folder.path("models")).mode & 0o077).toBe(0);
});

test("after a broken connection only the rest is asked for", async () => {
  server.next.push(breaks(100_000));
  await bring();
  expectWhole();
  expect(server.ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
});

test("what came before a connection broke is kept for the next command", async () => {
  server.next.push(breaks(100_000));
  await expect(bring({}, { pausesMs: [] })).rejects.toThrow(/connection to .* broke/);
  const { size } = statSync(`${target()}.part`);
  await bring();
  expect(server.ranges.at(-1)).toBe(`bytes=${size}-`);
  expectWhole();
});

test("a download goes on where an earlier command stopped", async () => {
  begun(third);
  const checked: number[] = [];
  await bring({}, { onProgress: ({ step, bytes }) => step === "checking" && checked.push(bytes) });
  expect(checked.at(-1)).toBe(100_000);
  expect(server.ranges.at(-1)).toBe("bytes=100000-");
  expectWhole();
});

test("each byte that comes buys new patience", async () => {
  server.next.push(...Array.from({ length: 6 }, () => breaks(40_000)));
  await bring({}, { pausesMs: [1] });
  expectWhole();
});

test("a server that stops sending is asked again", async () => {
  server.next.push(stallsAfter(50_000));
  await bring();
  expect(said).toEqual([expect.stringContaining("has stopped sending; trying again")]);
  expectWhole();
});

test("a server that never answers is given up", async () => {
  server.next.push(() => {});
  await expect(bring({}, { pausesMs: [] })).rejects.toThrow("has stopped sending");
});

test("a server that ignores ranges sends everything again, and nothing is doubled", async () => {
  server.next.push(breaks(100_000), ignoresRanges);
  await bring();
  expectWhole();
});

test("a file that changed meanwhile is loaded from its first byte", async () => {
  begun(third);
  server.content = model();
  await bring();
  expectWhole(server.content);
});

test("a file that changed is noticed where a server ignores If-Range", async () => {
  begun(third);
  server.content = model();
  const part = { "content-range": `bytes 100000-299999/300000`, etag: server.etag };
  server.next.push(answers(206, part, server.content.subarray(100_000)));
  await bring();
  expectWhole(server.content);
});

test.each([
  ["another part than was asked for", { "content-range": "bytes 0-99999/300000" }, "where those from 100000 on"],
  ["a part of which it does not say which", {}, "without saying which (no Content-Range)"],
  ["a part past the end", { "content-range": "bytes 100000-400000/300000" }, "sends more than there is"],
])("a server that sends %s is not believed", async (_name, headers, sentence) => {
  begun(third);
  server.next.push(answers(206, { ...headers, etag: server.etag }, Buffer.alloc(10)));
  await expect(bring()).rejects.toThrow(sentence);
  expect(existsSync(target())).toBe(false);
});

test("a part that turns out to be the whole is complete", async () => {
  begun(content);
  await bring();
  expect(server.ranges).toEqual(["bytes=300000-"]);
  expectWhole();
});

test("bytes that are more than the file are dropped", async () => {
  begun(model(400_000));
  await bring();
  expectWhole();
});

test("bytes of which nobody knows what they are of are dropped", async () => {
  folder.file("models/m.gguf.part", model(1000));
  await bring();
  expect(server.ranges).toEqual([undefined]);
  expectWhole();
});

test("a file with the wrong hash is removed", async () => {
  await expect(bring({ expected: { bytes: null, sha256: "0".repeat(64) } })).rejects.toThrow(
    `what came is not the file that was asked for (its sha256 is ${known.sha256}, not ${"0".repeat(64)}) and was removed`,
  );
  expect(readdirSync(folder.path("models"))).toEqual([]);
});

test("what is no GGUF is removed", async () => {
  server.content = Buffer.from("a sentence about models");
  await expect(bring()).rejects.toThrow("is not a GGUF file and was removed");
  expect(readdirSync(folder.path("models"))).toEqual([]);
});

test("a web page is no model", async () => {
  server.next.push(answers(200, { "content-type": "text/html; charset=utf-8" }, "<html>Log in</html>"));
  await expect(bring()).rejects.toThrow("sends a web page instead of the file");
});

test("a file of another size than the catalogue says is refused before it is loaded", async () => {
  await expect(bring({ expected: { bytes: 7, sha256: null } })).rejects.toThrow("(300000 bytes, not 7)");
});

test("the hash that a hub announces is what the file is compared with", async () => {
  server.next.push(redirectsTo("/cdn", { "x-linked-etag": `"${"1".repeat(64)}"` }));
  await expect(bring()).rejects.toThrow(`not ${"1".repeat(64)}`);
});

test("a hub that announces another hash than the catalogue's is refused before anything is loaded", async () => {
  server.next.push(redirectsTo("/cdn", { "x-linked-etag": `"${"1".repeat(64)}"` }));
  await expect(bring({ expected: known })).rejects.toThrow("has another file under this name");
});

test.each([
  [401, "set HF_TOKEN to an access token (401)"],
  [403, "refuses you this file"],
  [404, "has no such file"],
  [418, "answers in a way that is not understood (418)"],
])("an answer of %d is one sentence, and nothing is tried again", async (status, sentence) => {
  server.next.push(answers(status));
  await expect(bring()).rejects.toThrow(sentence);
  expect(server.requests).toHaveLength(1);
});

test.each([429, 500, 503])("after an answer of %d it is tried again", async (status) => {
  server.next.push(answers(status), answers(status, { "retry-after": "0" }));
  await bring();
  expectWhole();
});

test("a server that asks for an hour of patience is given up", async () => {
  server.next.push(answers(429, { "retry-after": "3600" }));
  await expect(bring()).rejects.toThrow("asks to wait 60 minutes");
});

test("redirects are followed, with the token for the first host alone", async () => {
  await using cdn = await FileServer.serving(content);
  server.next.push(redirectsTo(`${cdn.origin}/blob`));
  await bring();
  expectWhole();
  expect(server.requests[0]?.headers.authorization).toBe("Bearer hf_secret");
  expect(cdn.requests[0]?.headers.authorization).toBeUndefined();
});

test("redirects without end are ended", async () => {
  server.next.push(...Array.from({ length: 20 }, () => redirectsTo("/again")));
  await expect(bring()).rejects.toThrow("from address to address without end");
});

test("nothing is fetched without encryption, not even by redirect", async () => {
  server.next.push(redirectsTo("http://models.example/m.gguf"));
  await expect(bring()).rejects.toThrow("only https addresses are");
});

test("a mirror goes on where the one before it broke off", async () => {
  await using mirror = await FileServer.serving(content);
  begun(third, { sha256: known.sha256 });
  server.next.push(answers(500), answers(404));
  await bring({ addresses: [url(), `${mirror.origin}/m.gguf`], expected: known });
  expect(mirror.ranges).toEqual(["bytes=100000-"]);
  expectWhole();
});

test("a mirror with another file is passed over", async () => {
  await using mirror = await FileServer.serving(model());
  await bring({ addresses: [`${mirror.origin}/m.gguf`, url()], expected: known });
  expect(said).toEqual([expect.stringContaining("is not the file that was asked for")]);
  expectWhole();
});

test("the sentence names what was wrong with each address", async () => {
  server.next.push(answers(404), answers(403));
  await expect(bring({ addresses: [url("/a"), url("/b")] })).rejects.toThrow(/has no such file.*; .*refuses you/);
});

test("a host that is not there is not asked again and again", async () => {
  const gone = await FileServer.serving(content);
  const { origin } = gone;
  await gone[Symbol.asyncDispose]();
  await expect(bring({ addresses: [`${origin}/m.gguf`] })).rejects.toThrow("accepts no connection");
  expect(said).toEqual([]);
});

test("a server that goes on sending after the end of the file is stopped", async () => {
  server.next.push((_request, response) => {
    response.write(content);
    response.write(content, () => response.end());
  });
  await expect(bring({ expected: known })).rejects.toThrow("sends more than the 300000 bytes of the file");
  expect(readdirSync(folder.path("models"))).toEqual([]);
});

test("a file that would not fit on the disk is not begun", async () => {
  await expect(bring({}, { freeBytes: async () => 1000 })).rejects.toThrow(/there is no room: 0.0 GB are to come/);
  expect(readdirSync(folder.path("models"))).toEqual([]);
});

test("a download that is stopped keeps what it has", async () => {
  const controller = new AbortController();
  const onProgress = () => controller.abort(new Error("stopped"));
  await expect(bring({}, { signal: controller.signal, onProgress })).rejects.toThrow("stopped");
  expect(readdirSync(folder.path("models"))).toEqual(["m.gguf.part", "m.gguf.part.json"]);
});

test("of two that want one file, one loads it and the other waits", async () => {
  const [first, second] = await Promise.all([bring(), bring()]);
  expect([first, second].filter(Boolean)).toHaveLength(1);
  expect(said).toEqual(["another process is downloading this file; waiting for it"]);
  expect(server.requests).toHaveLength(1);
  expectWhole();
});

test("what a process that was killed had locked is taken over", async () => {
  const gone = { pid: 2 ** 22 + 1, host: hostname(), id: "x" };
  folder.file("models/m.gguf.lock", JSON.stringify(gone));
  await bring();
  expectWhole();
});

test("a lock in which nothing was ever written is taken over when it is old", async () => {
  folder.file("models/m.gguf.lock", "");
  await expect(bring({}, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  utimesSync(folder.path("models/m.gguf.lock"), 0, 0);
  await bring();
  expectWhole();
});

test("a file that is there already is left alone", async () => {
  folder.file("models/m.gguf", "mine");
  expect(await bring()).toBeUndefined();
  expect(server.requests).toEqual([]);
  writeFileSync(target(), content);
  expectWhole();
});
