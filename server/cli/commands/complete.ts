import { CancellationToken } from "vscode-languageserver";
import { makeLog } from "../../../base/log.ts";
import type { Engine, LoadedModel } from "../../../models/engine.ts";
import type { Config } from "../../config/config.ts";
import type { Cursor } from "../../context/cursor.ts";
import { answeringChoice } from "../../engines/choice.ts";
import { ActionLock } from "../../features/acting/actionLock.ts";
import { WithheldEdits } from "../../features/acting/withheldEdits.ts";
import { Explanations } from "../../features/explaining/explanations.ts";
import { PromptContexts } from "../../features/generation/promptContexts.ts";
import { Suggester } from "../../features/generation/suggester.ts";
import type { SuggestionAnswer } from "../../features/generation/suggestionAnswer.ts";
import { NextEditAnswers } from "../../features/nextEdits/nextEditAnswers.ts";
import { NextEditing } from "../../features/nextEdits/nextEditing.ts";
import { Workspace } from "../../index/workspace.ts";
import { noClient } from "../../lsp/capabilities.ts";
import { noEditor } from "../../lsp/editor.ts";
import { insertionAt, type Suggestion } from "../../suggestions/suggestion.ts";
import { command, type Io, print, printJson } from "../command.ts";
import { commandConfig, readyEngine } from "../engine.ts";
import { cursorOf, workspaceFolderOf } from "../place.ts";
import { follow, withIndex } from "../workspaceOf.ts";

const longestMs = 60_000;

export const completeCommand = command({
  usage: "complete FILE:LINE[:COL] [--model PATH] [--json]",
  summary: "Completes code at a place in a file, with everything an editor would use.",
  details: `
Lines and columns count from 1; without COL the end of the line is meant.
The model is loaded once and stays for the next request; hearth stop lets it go.

  --model PATH   a GGUF file to use instead of the configured model; memory for none, only what the workspace remembers
  --json         {text, reason, model, family, promptTokens, evaluatedTokens, reusedTokens, generatedTokens,
                 firstTokenMs, totalMs, context: [{path, startLine, endLine, tokens, score, reason}]};
                 where text is null, reason says why`,
  options: { model: { type: "string" }, json: { type: "boolean" } },
  run: async ({ model: path, json }, [place], io) => {
    const cursor = cursorOf(place);
    const config = commandConfig(path);
    const { engine, model } = await readyEngine(config);
    try {
      const report = await suggestionAt(cursor, config, engine, io);
      if (json) printJson(io, jsonOf(report, cursor, model));
      else if (report.suggestion) print(io, written(cursor, report.suggestion));
      else io.stderr.write(`hearth: nothing to suggest: ${report.message}\n`);
    } finally {
      engine.dispose();
    }
  },
});

/** As an editor would be answered that has just opened the file. */
async function suggestionAt(cursor: Cursor, config: Config, engine: Engine, io: Io): Promise<SuggestionAnswer> {
  const log = makeLog(
    () => "error",
    (_level, message) => io.stderr.write(`hearth: ${message}\n`),
  );
  const contexts = new PromptContexts(() => config.pinned, log.error, { isPatient: true });
  const suggester = new Suggester();
  const session = {
    snapshot: cursor.snapshot,
    workspace: new Workspace(),
    nextEditing: new NextEditing(contexts),
    nextEditAnswers: new NextEditAnswers(),
    actionLock: new ActionLock(),
    withheldEdits: new WithheldEdits(),
    engine,
    chat: engine,
    chatChoice: answeringChoice(config),
    suggester,
    contexts,
    explanations: new Explanations(undefined, log.error),
    client: noClient,
    editor: noEditor,
    config,
    log,
  };
  const { maxTokens } = config.inlineCompletion;
  const ask = { trigger: "automatic", priority: "typing", maxTokens, maxMs: longestMs } as const;
  return withIndex(workspaceFolderOf(cursor), io, { cold: false }, async ({ workspace }) => {
    await follow(workspace, cursor.file);
    await contexts.takeIn(workspace.views);
    return suggester.suggest(session, cursor, ask, CancellationToken.None);
  });
}

function jsonOf({ suggestion, reason, generation, context }: SuggestionAnswer, cursor: Cursor, model: LoadedModel) {
  return {
    text: (suggestion && insertionAt(suggestion, cursor)?.text) ?? null,
    reason,
    model: model.name,
    family: model.family,
    promptTokens: generation?.promptTokens ?? 0,
    evaluatedTokens: generation?.evaluatedTokens ?? 0,
    reusedTokens: generation?.reusedTokens ?? 0,
    generatedTokens: generation?.generatedTokens ?? 0,
    firstTokenMs: generation?.firstTokenMs ?? null,
    totalMs: generation?.totalMs ?? 0,
    context: context?.snippets ?? [],
  };
}

/** The lines as they would stand in the file. */
function written(cursor: Cursor, suggestion: Suggestion): string {
  const { text = "", replaceAfter = 0 } = insertionAt(suggestion, cursor) ?? {};
  return cursor.lineBefore + text + cursor.lineAfter.slice(replaceAfter);
}
