import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver/node";
import { generate, type Limits } from "../../../server/features/generation/generate.ts";
import { ScriptedEngine, scriptedModel } from "../../scriptedEngine.ts";
import { sessionAt } from "../../session.ts";

const limits: Limits = { priority: "typing", maxTokens: 8, maxMs: 1000 };
const remote = { name: "server", host: "localhost", isLoopback: true, sends: "code" };

test("a server of text, which verifies no drafts, is not kept waiting for them", async () => {
  const engine = new ScriptedEngine("a;");
  const { session, cursor } = sessionAt("const b = │", engine);
  const drafts = () => new Promise<readonly string[]>(() => {});
  const asked = { ...limits, drafts };
  await generate(session, cursor, { ...scriptedModel, remote }, asked, () => {}, CancellationToken.None);
  expect(engine.asked).toHaveLength(1);
});
