import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { addresses, downloadProblem, hubs, placeOf } from "../../../models/files/addresses.ts";
import { connectionFailure, statusFailure } from "../../../models/files/failure.ts";
import { FileHttp } from "../../../models/files/http.ts";
import { FileServer, model } from "./fileServer.ts";

afterEach(() => {
  delete process.env.http_proxy;
  delete process.env.no_proxy;
});

test("a hub's mirrors are asked before it, and HF_ENDPOINT stands in for it", () => {
  const place = { kind: "hub", repository: "org/name", file: "m.gguf" } as const;
  expect(addresses(place, hubs(["https://mirror.example/"], {}))).toEqual([
    ["https://mirror.example/org/name/resolve/main/m.gguf", "https://huggingface.co/org/name/resolve/main/m.gguf"],
  ]);
  expect(hubs([], { HF_ENDPOINT: "https://hub.example", HF_TOKEN: "t" })).toEqual({
    endpoints: ["https://hub.example"],
    token: "t",
    tokenEndpoint: "https://hub.example",
  });
});

test("a split model has an address for each part", () => {
  const place = { kind: "url", url: "https://a.example/x/m-00001-of-00002.gguf" } as const;
  expect(addresses(place, hubs([], {}))).toEqual([
    ["https://a.example/x/m-00001-of-00002.gguf"],
    ["https://a.example/x/m-00002-of-00002.gguf"],
  ]);
});

test("a page or a file of Hugging Face is its repository's file, for which mirrors serve, too", () => {
  const place = { kind: "hub", repository: "org/name", file: "m.gguf" };
  expect(placeOf("https://huggingface.co/org/name/blob/main/m.gguf")).toEqual(place);
  expect(placeOf("https://huggingface.co/org/name/resolve/main/m.gguf?download=true")).toEqual(place);
  expect(placeOf("https://a.example/m.gguf")).toEqual({ kind: "url", url: "https://a.example/m.gguf" });
});

test.each([
  ["http://models.example/m.gguf", "only https addresses are"],
  ["ftp://models.example/m.gguf", "only https addresses are"],
  ["http://localhost.models.example/m.gguf", "only https addresses are"],
  ["https://user:secret@models.example/m.gguf", "must not hold a password"],
  ["m.gguf", "is not an address"],
])("nothing is fetched from %s", (url, sentence) => {
  expect(downloadProblem(url)).toContain(sentence);
});

test.each(["https://models.example/m", "http://127.0.0.1:8080/m", "http://[::1]/m", "http://localhost/m"])(
  "%s may be fetched",
  (url) => {
    expect(downloadProblem(url)).toBeUndefined();
  },
);

test("a host that is busy says when to ask again; one without the file is not asked again", () => {
  expect(statusFailure(503, "host", "30", 0)).toMatchObject({ retryAfterMs: 30_000 });
  expect(statusFailure(404, "host", "30", 0)).toMatchObject({ retryAfterMs: null });
});

test.each([
  ["ENOTFOUND", "is this machine online"],
  ["ECONNREFUSED", "accepts no connection"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "NODE_EXTRA_CA_CERTS"],
  ["EPIPE", "the connection to host broke (EPIPE)"],
])("%s is one sentence", (code, sentence) => {
  const cause = Object.assign(new Error("deep"), { code });
  expect(connectionFailure(new TypeError("fetch failed", { cause }), "host").message).toContain(sentence);
});

test("a proxy of the environment is used", async () => {
  await using server = await FileServer.serving(model(1000));
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on("connect", ({ url }: IncomingMessage, socket) => {
    tunnels.push(url ?? "");
    const [host, port] = (url ?? "").split(":");
    const upstream = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  process.env.http_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  process.env.no_proxy = "";
  const http = new FileHttp({ stallMs: 2000, token: undefined, tokenEndpoint: server.origin });
  const signal = new AbortController().signal;
  const { status, body } = await http.open(`${server.origin}/m`, { from: 0, ifRange: null, signal });
  await body.toArray();
  expect(status).toBe(200);
  expect(tunnels).toEqual([server.origin.replace("http://", "")]);
  await http.close();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
});
