/**
 * How long a keystroke waits for the model while another program's conversation keeps it busy, against how long it
 * waits alone, and how far the conversation comes: `npm run build && node dist/test/bench/gateway.js [--keys 120]
 * [--every 150]`. Words of eight keys, so many milliseconds apart, are typed with a second's thought after each. The
 * model has random weights, so that its conversations never end by themselves.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { hearth } from "../../models/families/hearth.ts";
import { infillPrompt } from "../../models/family.ts";
import { EngineClient } from "../../models/local/client.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import { asUser, loaded } from "../process/engines.ts";
import { TestUser } from "../process/environment.ts";
import { chatModel } from "../weights/chatModel.ts";
import { spread } from "./lib/percentile.ts";
import { writeSyntheticModel } from "./lib/syntheticModel.ts";

const { values } = parseArgs({
  options: { keys: { type: "string", default: "120" }, every: { type: "string", default: "150" } },
});
const keys = Number(values.keys);
const everyMs = Number(values.every);
const wordKeys = 8;
const thoughtMs = 1000;

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
  const startedMs = performance.now();
  const busy = await type(keys);
  const seconds = (performance.now() - startedMs) / 1000;
  end.cancel();
  const { generatedTokens, evaluatedTokens, promptTokens } = await conversation;
  report(`beside a conversation of ${promptTokens} tokens`, busy);
  process.stdout.write(
    `of it ${evaluatedTokens} tokens were read and ${generatedTokens} written in ${seconds.toFixed(0)} s\n`,
  );
} finally {
  editor.dispose();
  guest.dispose();
}

type Wait = { readonly queuedMs: number; readonly firstTokenMs: number; readonly beginsWord: boolean };

/** Types so many characters, one after another, and asks for four tokens behind each. */
async function type(count: number): Promise<Wait[]> {
  const waits: Wait[] = [];
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
    waits.push({ queuedMs, firstTokenMs: firstTokenMs ?? Number.NaN, beginsWord: typed % wordKeys === 1 });
    await new Promise((resolve) => setTimeout(resolve, typed % wordKeys === 0 ? thoughtMs : everyMs));
  }
  return waits;
}

function report(what: string, waits: readonly Wait[]): void {
  const within = waits.filter(({ beginsWord }) => !beginsWord);
  const first = waits.filter(({ beginsWord }) => beginsWord);
  const waited = (some: readonly Wait[]) =>
    spread(
      some.map(({ queuedMs }) => queuedMs),
      1,
    );
  process.stdout.write(
    `${what}: keys wait ${waited(waits)} ms (first of a word ${waited(first)}, others ${waited(within)}); ` +
      `first token ${spread(
        waits.map(({ firstTokenMs }) => firstTokenMs),
        1,
      )} ms\n`,
  );
}
