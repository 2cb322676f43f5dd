import { CancellationToken } from "vscode-languageserver";
import { Holes } from "../features/holes.ts";
import { Suggester } from "../features/suggester.ts";
import { makeLog } from "../log.ts";
import { noClient } from "../lsp/capabilities.ts";
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
      const session = {
        snapshot: cursor.snapshot,
        engine,
        suggester: new Suggester(),
        holes: new Holes(),
        client: noClient,
        config,
        log,
      };
      const { maxTokens } = config.inlineCompletion;
      const ask = { trigger: "manual", priority: "typing", maxTokens, maxMs: longestMs } as const;
      const answer = await session.suggester.suggest(session, cursor, ask, CancellationToken.None);
      const { suggestion, reason, message, generation, context } = answer;
      if (json) {
        printJson({
          text: suggestion?.text ?? null,
          reason,
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
      } else if (suggestion)
        print(cursor.lineBefore + suggestion.text + cursor.lineAfter.slice(suggestion.replaceAfter));
      else process.stderr.write(`hearth: nothing to suggest: ${message}\n`);
    } finally {
      engine.dispose();
    }
  },
});
