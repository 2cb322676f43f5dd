import { CancellationToken } from "vscode-languageserver";
import { makeLog } from "../../../base/log.ts";
import type { Engine, LoadedModel } from "../../../models/engine.ts";
import { type PromptPiece, piecesOf } from "../../../models/promptPieces.ts";
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
import { changesMade } from "../../suggestions/fate.ts";
import { insertionAt, type Suggestion } from "../../suggestions/suggestion.ts";
import { command, type Io, print, printJson } from "../command.ts";
import { commandConfig, readyEngine } from "../engine.ts";
import { readableExplanation } from "../explanation.ts";
import { tellOfSetup } from "../firstRun.ts";
import { cursorOf, workspaceFolderOf } from "../place.ts";
import { WatchedEngine } from "../watchedEngine.ts";
import { follow, withIndex } from "../workspaceOf.ts";

const longestMs = 60_000;

export const completeCommand = command({
  usage: "complete FILE:LINE[:COL] [--explain] [--model MODEL] [--json]",
  summary: "Completes code at a place in a file, with everything an editor would use.",
  details: `
Lines and columns count from 1; without COL the end of the line is meant.
The model is loaded once and stays for the next request; hearth stop lets it go.

  --explain      how it came to be: the prompt in its pieces with their tokens, what the model wrote, what each ending
                 and filter took of it, and where the time went
  --model MODEL  an id that hearth models lists, or a GGUF file, instead of the configured model; memory for none,
                 only what the workspace remembers
  --json         {text, reason, model, family, promptTokens, evaluatedTokens, reusedTokens, generatedTokens,
                 firstTokenMs, totalMs, context: [{path, startLine, endLine, tokens, score, reason}]};
                 where text is null, reason says why; with --explain also {prompt: [{special or text, tokens}],
                 written, changes: [{by, before, after or silence}], spans: [{phase, startMs, ms}]}`,
  options: { model: { type: "string" }, json: { type: "boolean" }, explain: { type: "boolean" } },
  most: 1,
  run: async ({ model: path, json, explain }, [place], io) => {
    const cursor = cursorOf(place);
    const config = commandConfig(path);
    const ready = await readyEngine(config);
    const engine = new WatchedEngine(ready.engine);
    const { model } = ready;
    try {
      const report = await suggestionAt(cursor, config, engine, io);
      const pieces = report.generation ? promptPieces(engine) : undefined;
      if (json) {
        const { fate, spans } = report;
        const how = {
          prompt: pieces ?? [],
          written: fate?.written ?? null,
          changes: fate ? changesMade(fate) : [],
          spans,
        };
        printJson(io, { ...jsonOf(report, cursor, model), ...(explain && how) });
      } else if (explain) print(io, readableExplanation(report, pieces, io.stdout.isTTY === true));
      else if (report.suggestion) print(io, written(cursor, report.suggestion));
      else io.stderr.write(`hearth: nothing to suggest: ${report.message}\n`);
      if (!json) await tellOfSetup(config, io);
    } finally {
      engine.dispose();
    }
  },
});

/** The pieces of the prompt that was asked last; undefined where nothing was. */
function promptPieces({ last }: WatchedEngine): readonly PromptPiece[] | undefined {
  return last && "segments" in last.prompt ? piecesOf(last.prompt, last.generation) : undefined;
}

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
    // Nobody types here.
    config: { ...config, suggestions: { ...config.suggestions, debounceMs: "auto" as const } },
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
