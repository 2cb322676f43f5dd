import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import type { Engine, LoadedModel } from "../../../models/engine.ts";
import { instruction } from "../../../models/instructions.ts";
import type { Config } from "../../config/config.ts";
import { cursorIn } from "../../context/cursor.ts";
import type { ChatRoom } from "../../context/prompts/chat.ts";
import { commitContext, commitMessageIn } from "../../context/prompts/commit.ts";
import { answeringChoice, completionChoice } from "../../engines/choice.ts";
import { askChat, chatProblem } from "../../features/acting/askChat.ts";
import { generate } from "../../features/generation/generate.ts";
import { PromptContexts } from "../../features/generation/promptContexts.ts";
import { git } from "../../index/reading/git.ts";
import { type Staged, stagedIn } from "../../index/reading/staged.ts";
import { Workspace } from "../../index/workspace.ts";
import { CommandError, command, print, printJson } from "../command.ts";
import { answeringConfig, loadedEngine } from "../engine.ts";
import { folderAt } from "../workspaceOf.ts";

const maxTokens = 300;
const maxMs = 120_000;

export const commitCommand = command({
  usage: "commit [--edit] [--dir DIR] [--model MODEL] [--json]",
  summary: "Writes the message of a commit from the staged changes.",
  details: `
It is printed, and nothing is committed: hearth commit | git commit -F - does that. What looks secret or is named by a
.hearthignore is shown to no model. A chat model (chat.model) writes a whole message; a model that only completes code
writes the first line.

  --edit         starts git commit with the message in your editor
  --dir DIR      a folder of the repository; without it the current one
  --model MODEL  an id that hearth models lists, or a GGUF file, instead of the configured model
  --json         {message, model, files}: the files whose changes the model was shown

Exit code 1: nothing is staged, or the model wrote nothing.`,
  options: {
    edit: { type: "boolean" },
    dir: { type: "string" },
    model: { type: "string" },
    json: { type: "boolean" },
  },
  most: 0,
  run: async ({ edit, dir = ".", model: path, json }, _positionals, io) => {
    const root = await repositoryAt(await folderAt(dir));
    const staged = await stagedIn(root);
    if (!staged) throw new CommandError(`git does not tell what is staged in ${root}`);
    if (staged.files.length === 0) {
      throw new CommandError("nothing is staged that a model may be shown; git add says what is to be committed");
    }
    const config = answeringConfig(path);
    const { message, model } = await messageFor(root, staged, config);
    if (message === "") throw new CommandError(`the model ${model.name} wrote no message; ${advice(config)}`);
    if (edit) commit(root, message);
    else if (json) printJson(io, { message, model: model.name, files: staged.files.map((file) => file.path) });
    else print(io, message);
  },
});

function advice({ model, chat }: Config): string {
  return chat.model === "same" && model === "embedded"
    ? "hearth setup finds one that does"
    : "try again with fewer changes staged, or name another model with --model";
}

type Written = { readonly message: string; readonly model: LoadedModel };

async function repositoryAt(folder: string): Promise<string> {
  const root = await git(folder, ["rev-parse", "--show-toplevel"]);
  if (root === undefined) throw new CommandError(`${folder} is in no git repository`);
  return root.trim();
}

/** The message by the model that answers questions, else its first line by the one that completes code. */
async function messageFor(root: string, staged: Staged, config: Config): Promise<Written> {
  const answering = await loadedEngine(answeringChoice(config));
  try {
    if (!chatProblem(answering.engine)) return await answered(staged, answering.engine);
    if (config.chat.model === "same") return await completed(root, answering.engine, answering.model, config);
  } finally {
    answering.engine.dispose();
  }
  const { engine, model } = await loadedEngine(completionChoice(config));
  try {
    return await completed(root, engine, model, config);
  } finally {
    engine.dispose();
  }
}

async function answered(staged: Staged, chat: Engine): Promise<Written> {
  const question = {
    system: instruction("system"),
    subject: `commit ${process.pid}`,
    priority: "action" as const,
    maxTokens,
    maxMs,
    answerShare: 0.25,
    context: (room: ChatRoom) => commitContext(staged, instruction("commit"), room),
  };
  const { generation, model } = await askChat({ chat }, question, () => {}, CancellationToken.None);
  return { message: commitMessageIn(generation.text), model };
}

/** As in an editor that git has opened for the message, at its first line. */
async function completed(root: string, engine: Engine, model: LoadedModel, config: Config): Promise<Written> {
  if (model.isMemory) throw new CommandError("there is no model to write a message; hearth setup finds one");
  const folder = await git(root, ["rev-parse", "--absolute-git-dir"]);
  if (folder === undefined) throw new CommandError(`git does not tell where it keeps ${root}`);
  const workspace = new Workspace();
  workspace.setFolders([{ uri: pathToFileURL(root).href, name: basename(root) }]);
  const uri = pathToFileURL(join(resolve(root, folder.trim()), "COMMIT_EDITMSG")).href;
  workspace.open(uri, "gitcommit", 1, "\n# Please enter the commit message for your changes.\n");
  const snapshot = workspace.snapshot();
  const file = snapshot.open.get(uri);
  if (!file) throw new CommandError(`no model is shown the message of a commit in ${root}`);
  const contexts = new PromptContexts(
    () => config.pinned,
    (message) => void process.stderr.write(`hearth: ${message}\n`),
    { isPatient: true },
  );
  const end = new CancellationTokenSource();
  let text = "";
  const onText = (piece: string) => {
    text += piece;
    if (text.trimStart().includes("\n")) end.cancel();
  };
  const limits = { priority: "action", maxTokens: 80, maxMs } as const;
  await generate({ engine, contexts }, cursorIn(snapshot, file, 0), model, limits, onText, end.token);
  return { message: commitMessageIn(text.trimStart().split("\n", 1)[0] ?? ""), model };
}

/** Git opens the user's editor with the message, and commits it or not. */
function commit(root: string, message: string): void {
  const folder = mkdtempSync(join(tmpdir(), "hearth-commit-"));
  try {
    const file = join(folder, "message");
    writeFileSync(file, `${message}\n`, { mode: 0o600 });
    const { status, error } = spawnSync("git", ["commit", "--edit", "--file", file], { cwd: root, stdio: "inherit" });
    if (error) throw error;
    if (status !== 0) throw new CommandError("git did not commit");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
