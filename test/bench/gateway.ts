/**
 * How long a keystroke waits for the model while another program's conversation keeps it busy, against how long it
 * waits alone: `npm run build && node dist/test/bench/gateway.js [--keys 40]`. The model has
 * random weights, so that its conversations never end by themselves.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { EngineClient } from "../../models/client.ts";
import { hearth } from "../../models/families/hearth.ts";
import { infillPrompt } from "../../models/family.ts";
import { defaultConfig, hostSettings } from "../../server/config.ts";
import { asUser, loaded } from "../process/engines.ts";
import { TestUser } from "../process/environment.ts";
import { chatModel } from "../weights/chatModel.ts";
import { percentile } from "./lib/percentile.ts";
import { writeSyntheticModel } from "./lib/syntheticModel.ts";

const { values } = parseArgs({ options: { keys: { type: "string", default: "40" } } });
const keys = Number(values.keys);

using user = new TestUser();
using _environment = asUser(user);
const model = join(user.folder, "busy.gguf");
writeSyntheticModel(model, {
  shape: { width: 512, layers: 12, heads: 8, kvHeads: 2, feedForward: 2048 },
  vocabularyPath: chatModel(user.folder),
  smallestVocabulary: 0,
  contextTokens: 4096,
  name: "hearth-busy",
});

const settings = hostSettings({ ...defaultConfig, model, gpu: "off", contextTokens: 4096 });
const editor = new EngineClient(settings, "bench editor", () => {});
const guest = new EngineClient(settings, "bench guest", () => {});
try {
  await Promise.all([editor, guest].map(loaded));
  await type(4);
  report("alone", await type(keys));
  const end = new CancellationTokenSource();
  const conversation = guest.generate(
    {
      prompt: {
        messages: [{ role: "user", text: "const total = price * (1 + tax);\n".repeat(150) }],
        answerStart: "for",
        stopTexts: [],
      },
      priority: "guest",
      subject: "conversation",
      maxTokens: 1500,
      maxMs: 600_000,
    },
    () => {},
    end.token,
  );
  const busy = await type(keys);
  end.cancel();
  const { generatedTokens, promptTokens } = await conversation;
  report(`beside a conversation of ${promptTokens} tokens, ${generatedTokens} written`, busy);
} finally {
  editor.dispose();
  guest.dispose();
}

/** Types so many characters, one after another, and asks for four tokens behind each. */
async function type(count: number): Promise<{ queuedMs: number; firstTokenMs: number }[]> {
  const waits = [];
  const above = "export const tax = 0.2;\n".repeat(30);
  for (let typed = 1; typed <= count; typed++) {
    const parts = { repository: "", path: "a.ts", context: [], before: above, after: "\n", typed: "x".repeat(typed) };
    const request = { prompt: infillPrompt(hearth, parts), priority: "typing", subject: "a.ts" } as const;
    const limits = { maxTokens: 4, maxMs: 10_000 };
    const { queuedMs, firstTokenMs } = await editor.generate(
      { ...request, ...limits },
      () => {},
      CancellationToken.None,
    );
    waits.push({ queuedMs, firstTokenMs: firstTokenMs ?? Number.NaN });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return waits;
}

function report(what: string, waits: readonly { queuedMs: number; firstTokenMs: number }[]): void {
  const of = (key: "queuedMs" | "firstTokenMs") => {
    const sorted = waits.map((wait) => wait[key]);
    return `median ${percentile(sorted, 0.5).toFixed(1)} ms, p95 ${percentile(sorted, 0.95).toFixed(1)} ms`;
  };
  process.stdout.write(`${what}: waits ${of("queuedMs")}; first token ${of("firstTokenMs")}\n`);
}
