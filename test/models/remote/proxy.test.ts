import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ask, engineOn, settled } from "./engine.ts";
import { events, FaultyServer, said } from "./faultyServer.ts";

/** A proxy that notes where it is to lead, and leads nowhere. */
async function proxy(): Promise<{ url: string; asked: string[] } & AsyncDisposable> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(502).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

let environment: NodeJS.ProcessEnv;
beforeEach(() => {
  environment = process.env;
  process.env = { ...environment, NO_PROXY: "", no_proxy: "" };
});
afterEach(() => {
  process.env = environment;
});

test("what is encrypted takes the user's proxy", async () => {
  await using way = await proxy();
  process.env.HTTPS_PROXY = process.env.https_proxy = way.url;
  using engine = engineOn({ url: "https://gpu.example" });
  expect(await settled(engine)).toMatchObject({ state: "failed" });
  expect(way.asked).toContain("gpu.example:443");
});

test("what is not encrypted takes none: it stays in its network", async () => {
  await using way = await proxy();
  process.env.HTTP_PROXY = process.env.http_proxy = way.url;
  await using server = await FaultyServer.listening({ "/v1/completions": events(said("1", "stop")) });
  using engine = engineOn(server);
  expect(await ask(engine)).toMatchObject({ text: "1" });
  expect(way.asked).toEqual([]);
});
