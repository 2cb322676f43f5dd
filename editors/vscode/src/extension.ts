/** Hearth in VS Code: starts the server, shows how it is, and offers its commands. What it knows, the server knows. */

import { commands, type ExtensionContext, ProgressLocation, Task, TaskScope, tasks, window, workspace } from "vscode";
import { beganMs } from "./began.ts";
import { chooseModel } from "./chooseModel.ts";
import { inTerminal, run } from "./commandLine.ts";
import { firstSuggestion } from "./firstSuggestion.ts";
import { Hearth, type ServerStatus } from "./hearth.ts";
import { NextEdits } from "./nextEdits.ts";
import { Pages } from "./pages.ts";
import { rows, StatusItem } from "./statusItem.ts";

let hearth: Hearth | undefined;

export function activate(context: ExtensionContext): void {
  const server = new Hearth(context);
  hearth = server;
  const status = new StatusItem(server);
  const pages = new Pages();
  const nextEdits = new NextEdits(server);
  context.subscriptions.push(status, pages, nextEdits);
  for (const [name, carryOut] of Object.entries(commandsOf(server, status, pages, nextEdits))) {
    context.subscriptions.push(commands.registerCommand(name, (how) => told(server, () => carryOut(how))));
  }
  context.subscriptions.push(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("hearth.server.path")) void commands.executeCommand("hearth.restart");
    }),
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) void status.refresh();
    }),
  );
  // Nobody waits for the server: VS Code goes on, and the flame tells how it went.
  void told(server, async () => {
    try {
      await server.start();
    } finally {
      await status.refresh();
    }
  });
  server.log.info(`the extension itself was ready after ${Math.round(performance.now() - beganMs)} ms`);
}

export async function deactivate(): Promise<void> {
  await hearth?.stop();
}

/** A key binding may say how it is meant. */
type Commands = Readonly<Record<string, (how: unknown) => Promise<unknown>>>;

/** Every command of the manifest. */
function commandsOf(server: Hearth, status: StatusItem, pages: Pages, nextEdits: NextEdits): Commands {
  const restart = async () => {
    await server.restart();
    await status.refresh();
  };
  return {
    "hearth.showWhy": async () => await pages.show("Hearth: the last suggestion", await why(server)),
    "hearth.showStatus": async () => {
      const found = (await server.ask<ServerStatus | null>("hearth.status")) ?? undefined;
      const lines = rows(found, server.problem).map(([name, value]) => `${name.padEnd(13)}${value}`);
      const { stdout } = await run(server.program(), ["status"]);
      await pages.show("Hearth: status", [...lines, "", stdout].join("\n"));
    },
    "hearth.explainHere": async () => {
      const editor = window.activeTextEditor;
      if (!editor) throw new Error("Open a file first, and put the cursor on what you want to have explained.");
      const { start, end } = editor.selection;
      const range = {
        start: { line: start.line, character: start.character },
        end: { line: end.line, character: end.character },
      };
      await server.ask("hearth.explain", { uri: editor.document.uri.toString(), range });
    },
    // The editor's own Tab is due where the edit has gone since the key was pressed.
    "hearth.nextEdit": async (how) =>
      await nextEdits.goOrMake(how === "tab" ? () => commands.executeCommand("tab") : undefined),
    "hearth.dismissNextEdit": async () => await nextEdits.dismiss(),
    "hearth.chooseModel": async () => {
      await chooseModel(server);
      await status.refresh();
    },
    "hearth.setUp": async () => await setUp(server, restart),
    "hearth.doctor": async () => await doctor(server, pages),
    "hearth.restart": restart,
    "hearth.showLog": async () => server.log.show(),
    "hearth.getStarted": async () =>
      await commands.executeCommand("workbench.action.openWalkthrough", "hearth-ls.hearth#start", false),
    "hearth.tryIt": async () => {
      if (server.problem !== undefined) throw new Error(server.problem);
      if (!(await firstSuggestion(server))) await pages.show("Hearth: the last suggestion", await why(server));
    },
  };
}

/** The one place that catches: whatever a command could not do is told in one sentence, and logged. */
async function told(server: Hearth, carryOut: () => Promise<unknown>): Promise<void> {
  try {
    await carryOut();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    server.log.error(error instanceof Error ? (error.stack ?? message) : message);
    const help = "Show the log";
    if ((await window.showWarningMessage(`Hearth: ${message}`, help)) === help) server.log.show();
  }
}

async function why(server: Hearth): Promise<string> {
  const answer = await server.ask<Readonly<Record<string, unknown>> | null>("hearth.why");
  if (answer === undefined) return server.problem ?? "The server is not running.";
  if (answer === null) return "Nothing was asked for yet.";
  const { message, suggestion } = answer;
  const summary = typeof message === "string" ? message : suggestion ? "A suggestion was shown." : "Nothing was found.";
  return `${summary}\n\nAll that is known of it:\n\n${JSON.stringify(answer, null, 2)}\n`;
}

async function doctor(server: Hearth, pages: Pages): Promise<void> {
  const program = server.program();
  const { stdout, stderr } = await window.withProgress(
    { location: ProgressLocation.Notification, title: "Hearth: looking at everything" },
    async () => await run(program, ["doctor"]),
  );
  await pages.show("Hearth: doctor", `${stdout}${stderr}`);
}

/** In a terminal, since it asks before it downloads. The server begins anew with what was chosen. */
async function setUp(server: Hearth, restart: () => Promise<void>): Promise<void> {
  const task = new Task(
    { type: "hearth" },
    TaskScope.Global,
    "set up",
    "Hearth",
    inTerminal(server.program(), ["setup"]),
  );
  task.presentationOptions = { focus: true, clear: true };
  const execution = await tasks.executeTask(task);
  const ending = tasks.onDidEndTaskProcess(({ execution: ended, exitCode }) => {
    if (ended !== execution) return;
    ending.dispose();
    if (exitCode === 0) void told(server, restart);
  });
}
