import { CancellationToken } from "vscode-languageserver";
import { Holes } from "../features/holes.ts";
import { suggest } from "../features/suggest.ts";
import { makeLog } from "../log.ts";
import { command, print, printJson } from "./command.ts";
import { commandConfig, readyEngine } from "./engine.ts";
import { cursorOf } from "./place.ts";

const longestMs = 60_000;

export const complete = command({
  usage: "complete FILE:LINE[:COL] [--model PATH] [--json]",
  summary: "Completes code at a place in a file, with everything an editor would use.",
  details: `
Lines and columns count from 1; without COL the end of the line is meant.
The model is loaded once and stays for the next request; hearth stop lets it go.

  --model PATH   a GGUF file to use instead of the configured model
  --json         {text, reason, model, family, promptTokens, evaluatedTokens, reusedTokens, generatedTokens,
                 firstTokenMs, totalMs, context: [{path, startLine, endLine, tokens, score, reason}]};
                 where text is null, reason says why`,
  options: { model: { type: "string" }, json: { type: "boolean" } },
  run: async ({ model: path, json }, [place]) => {
    const cursor = cursorOf(place);
    const config = commandConfig(path);
    const { engine, model } = await readyEngine(config);
    try {
      const log = makeLog(
        () => "error",
        (_level, message) => process.stderr.write(`hearth: ${message}\n`),
      );
      const session = { snapshot: cursor.snapshot, engine, holes: new Holes(), config, log };
      const ask = { priority: "typing", maxTokens: config.inlineCompletion.maxTokens, maxMs: longestMs } as const;
      const { text, silence, message, generation, context } = await suggest(
        session,
        cursor,
        ask,
        CancellationToken.None,
      );
      if (json) {
        printJson({
          text,
          reason: silence,
          model: model.name,
          family: model.family,
          promptTokens: generation?.promptTokens ?? 0,
          evaluatedTokens: generation?.evaluatedTokens ?? 0,
          reusedTokens: generation?.reusedTokens ?? 0,
          generatedTokens: generation?.generatedTokens ?? 0,
          firstTokenMs: generation?.firstTokenMs ?? null,
          totalMs: generation?.totalMs ?? 0,
          context,
        });
      } else if (text === null) process.stderr.write(`hearth: nothing to suggest: ${message ?? silence}\n`);
      else print(cursor.lineBefore + text);
    } finally {
      engine.dispose();
    }
  },
});
