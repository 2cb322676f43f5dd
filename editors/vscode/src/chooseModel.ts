import {
  ConfigurationTarget,
  ProgressLocation,
  type QuickPickItem,
  QuickPickItemKind,
  window,
  workspace,
} from "vscode";
import { run } from "./commandLine.ts";
import type { Hearth } from "./hearth.ts";
import type { Program } from "./program.ts";

/** An entry of `hearth models list --json`, as far as it is shown. */
type CatalogEntry = {
  readonly id: string;
  readonly role: "completion" | "chat" | "both";
  readonly bytes: number | null;
  readonly licence: string;
  readonly open: boolean;
  readonly notes: string;
  /** Where its file is; null where it has to be downloaded. */
  readonly origin: string | null;
};

type Choice = QuickPickItem & { readonly value?: string; readonly entry?: CatalogEntry; readonly isFile?: true };

/** Lets its user choose a model, downloads it after a yes, and uses it. */
export async function chooseModel(hearth: Hearth): Promise<void> {
  const program = hearth.program();
  const { stdout, stderr, exitCode } = await run(program, ["models", "list", "--json"]);
  if (exitCode !== 0) throw new Error(sentence(stderr));
  const choice = await window.showQuickPick(choices(JSON.parse(stdout)), {
    title: "Hearth: choose a model",
    placeHolder: "Nothing is downloaded before you are asked",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!choice) return;
  const { entry } = choice;
  const value = choice.isFile ? await chosenFile() : choice.value;
  if (value === undefined) return;
  if (entry && entry.origin === null && !(await downloaded(program, entry))) return;
  await use(program, value, entry?.role === "chat" ? "chat.model" : "model");
  await hearth.restart();
  void window.showInformationMessage(`Hearth uses ${value} from now on.`);
}

function choices(entries: readonly CatalogEntry[]): Choice[] {
  const item = (entry: CatalogEntry): Choice => ({
    label: entry.id,
    description: [forWhat[entry.role], size(entry.bytes), entry.licence, ...(entry.open ? [] : ["not an open licence"])]
      .filter((part) => part !== "")
      .join(", "),
    detail: entry.notes,
    value: entry.id,
    entry,
  });
  const title = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator });
  return [
    title("comes with Hearth"),
    { label: "embedded", description: "very small", detail: "proves the way, and little more", value: "embedded" },
    { label: "memory", description: "no model", detail: "only what stands in the workspace", value: "memory" },
    title("on this machine"),
    ...entries.filter(({ origin }) => origin !== null).map(item),
    { label: "A file…", description: "a GGUF of your own", isFile: true },
    title("to be downloaded"),
    ...entries.filter(({ origin }) => origin === null).map(item),
  ];
}

const forWhat = { completion: "completes", chat: "answers and edits", both: "completes, answers and edits" } as const;

function size(bytes: number | null): string {
  return bytes === null ? "" : `${(bytes / 1e9).toFixed(1)} GB`;
}

async function chosenFile(): Promise<string | undefined> {
  const [file] = (await window.showOpenDialog({ filters: { "GGUF models": ["gguf"] }, canSelectMany: false })) ?? [];
  return file?.fsPath;
}

/** True when the model is here; its user may say no, or stop, and go on another time. */
async function downloaded(program: Program, { id, bytes, licence }: CatalogEntry): Promise<boolean> {
  const yes = "Download";
  const question = `Download ${id}${bytes === null ? "" : ` (${size(bytes)})`}?`;
  const detail = `Its licence is ${licence}. It comes from Hugging Face, or from where your settings say, and is verified.`;
  if ((await window.showInformationMessage(question, { modal: true, detail }, yes)) !== yes) return false;
  return await window.withProgress(
    { location: ProgressLocation.Notification, title: `Hearth: downloading ${id}`, cancellable: true },
    async (progress, token) => {
      let percent = 0;
      const { exitCode, stderr } = await run(
        program,
        ["models", "pull", id],
        (line) => {
          const now = Number(/: (\d+) %/.exec(line)?.[1] ?? percent);
          progress.report({ message: line.replace(/^hearth: /, ""), increment: Math.max(0, now - percent) });
          percent = now;
        },
        token,
      );
      if (token.isCancellationRequested) return false;
      if (exitCode !== 0) throw new Error(sentence(stderr));
      return true;
    },
  );
}

/** The choice goes to where the old one came from: VS Code's settings stand over the user's config.json. */
async function use(program: Program, value: string, name: "model" | "chat.model"): Promise<void> {
  const configuration = workspace.getConfiguration("hearth");
  const found = configuration.inspect(name);
  if (found?.workspaceValue !== undefined)
    return await configuration.update(name, value, ConfigurationTarget.Workspace);
  if (found?.globalValue !== undefined) return await configuration.update(name, value, ConfigurationTarget.Global);
  const role = name === "model" ? "completion" : "chat";
  const { exitCode, stderr } = await run(program, ["models", "use", value, "--role", role]);
  if (exitCode !== 0) throw new Error(sentence(stderr));
}

/** What `hearth` says of a failure is its last line. */
function sentence(stderr: string): string {
  return (stderr.trim().split("\n").pop() ?? "").replace(/^hearth: /, "");
}
