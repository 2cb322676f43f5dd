import { createServer } from "node:net";
import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver/node";
import { StillEngine } from "../../models/stillEngine.ts";
import { whenReady } from "../../models/whenReady.ts";
import { engineOn } from "./remote/engine.ts";

test("whoever waits for a model that is replaced while it loads is told that it ended", async () => {
  const engine = new StillEngine({ state: "loading", progress: 0.1 }, "");
  const waiting = whenReady(engine, CancellationToken.None);
  engine.dispose();
  expect(await waiting).toMatchObject({ state: "ended" });
});

test("so is whoever waits for a server that never answers", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => silent.once("listening", listening));
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const engine = engineOn({ url: `http://127.0.0.1:${port}` }, {}, { limits });
  const waiting = whenReady(engine, CancellationToken.None);
  engine.dispose();
  expect(await waiting).toMatchObject({ state: "ended" });
  await new Promise((closed) => silent.close(closed));
});

/** Longer than a test. */
const limits = { connectMs: 100_000, firstByteMs: 100_000, stallMs: 100_000, againMs: 100_000 };
