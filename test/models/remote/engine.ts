import { CancellationToken } from "vscode-languageserver";
import type { Engine, EngineStatus, GenerateRequest, Generation } from "../../../models/engine.ts";
import { special, text } from "../../../models/prompt.ts";
import { RemoteEngine, type RemoteOptions } from "../../../models/remote/remoteEngine.ts";
import type { RemoteSettings } from "../../../models/remote/settings.ts";
import type { FaultyServer } from "./faultyServer.ts";

/** No test waits for long; how long is not what they are about. */
const impatient = { connectMs: 2000, firstByteMs: 300, stallMs: 300, againMs: 50 };

export type Told = { readonly said: string[]; readonly log: string[] };

export function engineOn(
  { url }: Pick<FaultyServer, "url">,
  settings: Partial<RemoteSettings> = {},
  options: Partial<RemoteOptions> = {},
): RemoteEngine & Disposable & Told {
  const said: string[] = [];
  const log: string[] = [];
  const engine = new RemoteEngine({
    name: "box",
    settings: { api: "openai", url, model: "coder", infill: "qwen-coder", ...settings },
    role: "completion",
    log: (line) => log.push(line),
    tell: (sentence) => said.push(sentence),
    limits: impatient,
    ...options,
  });
  return Object.assign(engine, { [Symbol.dispose]: () => engine.dispose(), said, log });
}

/** `add(` with something before and behind it, in Qwen's format. */
export const hole: GenerateRequest = {
  prompt: {
    segments: [
      special("<|fim_prefix|>"),
      text("add("),
      special("<|fim_suffix|>"),
      text(")"),
      special("<|fim_middle|>"),
    ],
    stopTokens: ["<|endoftext|>"],
    stopTexts: [],
  },
  priority: "typing",
  subject: "a.ts",
  maxTokens: 16,
  maxMs: 60_000,
};

export const question: GenerateRequest = {
  ...hole,
  prompt: {
    messages: [
      { role: "system", text: "Be brief." },
      { role: "user", text: "What is 1 + 1?" },
    ],
    answerStart: "",
    stopTexts: [],
  },
};

export function ask(
  engine: Engine,
  request: GenerateRequest = hole,
  onText: (text: string) => void = () => {},
  token: CancellationToken = CancellationToken.None,
): Promise<Generation> {
  return engine.generate(request, onText, token);
}

/** The status when the engine has found out about its server. */
export function settled(engine: Engine): Promise<EngineStatus> {
  return new Promise((resolve) => {
    engine.onStatus((status) => {
      if (status.state === "ready" || status.state === "failed") resolve(status);
    });
    engine.start();
  });
}
