import { CancellationToken } from "vscode-languageserver";
import { cacheFolder } from "../../../base/cacheFolder.ts";
import { makeLog } from "../../../base/log.ts";
import type { Config } from "../../config/config.ts";
import { type Cursor, cursorIn } from "../../context/cursor.ts";
import type { Situation } from "../../context/request.ts";
import { answeringChoice } from "../../engines/choice.ts";
import type { ModelAnswer } from "../../explanations/cache.ts";
import { type Facts, factsOf } from "../../explanations/facts.ts";
import { plaintext, shown } from "../../explanations/shown.ts";
import { subjectAt } from "../../explanations/subject.ts";
import { chatProblem } from "../../features/acting/askChat.ts";
import { type Explainable, explainable } from "../../features/explaining/explainable.ts";
import { explainedCode } from "../../features/explaining/explainedCode.ts";
import { Explanations } from "../../features/explaining/explanations.ts";
import { PromptContexts } from "../../features/generation/promptContexts.ts";
import { noEditor } from "../../lsp/editor.ts";
import { atOnce } from "../../slices/slices.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import { CommandError, command, type Io, print, printJson } from "../command.ts";
import { answeringConfig, loadedEngine } from "../engine.ts";
import { cursorOf, workspaceFolderOf } from "../place.ts";
import { Sentences } from "../sentences.ts";
import { follow, withIndex } from "../workspaceOf.ts";

export const explainCommand = command({
  usage: "explain FILE:LINE[:COL] [--again] [--model MODEL] [--json]",
  summary: "Tells what is known of a name, and has a chat model explain it.",
  details: `
Lines and columns count from 1. Without COL what is declared in the line is meant, else what the line is in.
What was explained before is printed again, as long as nothing that it depends on has changed.

  --again        ask the model anyway, and keep what it says now
  --model MODEL  an id that hearth models lists, or a GGUF file, instead of the configured model
  --json         {facts: {name, language, signatures, doc, role, definedAt: {path, line}, others,
                 uses: {count, files, isByName, callers}}, explanation: {text, model, cached}, problem};
                 facts is null where only the code around the place could be explained,
                 explanation where the model only completes code: problem says so

Exit code 0 also where the model only completes code: the facts are printed, one sentence on stderr says why no more.`,
  options: { again: { type: "boolean", default: false }, model: { type: "string" }, json: { type: "boolean" } },
  most: 1,
  run: async ({ again, model, json }, [place], io) => {
    const cursor = cursorOf(place);
    const isLine = !/:\d+:\d+$/.test(place ?? "");
    const config = answeringConfig(model);
    const found = await withIndex(workspaceFolderOf(cursor), io, { cold: false }, async ({ workspace }) => {
      const contexts = new PromptContexts(
        () => config.pinned,
        (message) => void io.stderr.write(`hearth: ${message}\n`),
      );
      await follow(workspace, cursor.file);
      await contexts.takeIn(workspace.views);
      const situation = contexts.situation(isLine ? declaredIn(cursor, contexts.situation(cursor)) : cursor);
      const subject = atOnce(subjectAt(situation));
      const code = atOnce(explainedCode(situation, situation.cursor.offset));
      const facts = subject && (await factsOf(subject, situation));
      return { facts, wanted: code && explainable(situation, code, answeringChoice(config)) };
    });
    const { facts, wanted } = found;
    if (!facts && !wanted)
      throw new CommandError("there is nothing to explain here: no name, and no definition around it");
    if (facts && !json) print(io, shown(facts, undefined, plaintext));
    const said: Said = wanted ? await sayingOf(wanted, again, config, json ? undefined : io) : { problem: null };
    if (json) printJson(io, jsonOf(facts, said));
    else if ("problem" in said && said.problem) io.stderr.write(`hearth: no explanation: ${said.problem}\n`);
  },
});

type Said = (ModelAnswer & { readonly cached: boolean }) | { readonly problem: string | null };

/** The explanation, printed as it comes where `io` is given; or why a model that is there cannot give one. */
async function sayingOf(wanted: Explainable, again: boolean, config: Config, io: Io | undefined): Promise<Said> {
  const log = makeLog(
    () => "error",
    (_level, message) => process.stderr.write(`hearth: ${message}\n`),
  );
  const explanations = new Explanations(cacheFolder("explanations"), log.error);
  const known = again ? undefined : await explanations.known(wanted);
  if (known) {
    if (io) print(io, `\n${known.text}\n\n— ${known.model}`);
    return { ...known, cached: true };
  }
  const { engine } = await loadedEngine(answeringChoice(config));
  try {
    const problem = chatProblem(engine);
    if (problem) return { problem };
    const session = { chat: engine, editor: noEditor, log };
    const explaining = explanations.explain(session, wanted, await wanted.key(), { priority: "action", again });
    const sentences = io && new Sentences((text) => void io.stdout.write(text));
    if (sentences) explaining.follow((raw) => sentences.grow(raw));
    const outcome = await explaining.wait(CancellationToken.None);
    if (outcome === undefined || outcome === "cancelled") throw new CommandError("the explanation was cancelled");
    if ("problem" in outcome) throw new CommandError(`no explanation: ${outcome.problem}`);
    sentences?.end(`${outcome.text}\n\n— ${outcome.model}\n`);
    return { ...outcome, cached: false };
  } finally {
    engine.dispose();
  }
}

/** The cursor on the name that its line declares, if any. */
function declaredIn(cursor: Cursor, { workspace }: Situation): Cursor {
  const { file, offset } = cursor;
  const start = lineStart(file.text, offset);
  const end = lineEnd(file.text, offset);
  const definitions = workspace.file(file.path)?.tags.definitions ?? [];
  const declared = definitions.find(({ nameStart }) => start <= nameStart && nameStart < end);
  return declared ? cursorIn(cursor.snapshot, file, declared.nameStart) : cursor;
}

/** Lines counted from 1, and paths instead of addresses. */
function jsonOf(facts: Facts | undefined, said: Said) {
  const place = ({ path, line }: { readonly path: string; readonly line: number }) => ({ path, line: line + 1 });
  const uses = facts?.uses && {
    ...facts.uses,
    callers: facts.uses.callers.map((caller) => ({ name: caller.name ?? null, ...place(caller) })),
  };
  const shownFacts = facts && {
    ...facts,
    definedAt: facts.definedAt ? place(facts.definedAt) : null,
    uses: uses ?? null,
  };
  const isSaid = "text" in said;
  return { facts: shownFacts ?? null, explanation: isSaid ? said : null, problem: isSaid ? null : said.problem };
}
