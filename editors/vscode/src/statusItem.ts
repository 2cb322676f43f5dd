import { type Disposable, MarkdownString, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from "vscode";
import type { EngineStatus, Hearth, LoadedModel, ServerStatus } from "./hearth.ts";

/** A status that is being looked at would be stale after so long; the model may have left meanwhile. */
const refreshMs = 30_000;
/** While a model loads one wants to see it move. */
const loadingMs = 700;
/** Typing asks again and again: the item follows when it stops. */
const settleMs = 400;
/** What takes no longer than this is not shown as work. */
const workMs = 500;

/** The flame in the status bar: which model, what it takes, what it does, and why it is silent. */
export class StatusItem implements Disposable {
  readonly #hearth: Hearth;
  readonly #item: StatusBarItem;
  readonly #listening: { dispose(): void };
  #timer: NodeJS.Timeout | undefined;
  #work: NodeJS.Timeout | undefined;
  #asked = 0;

  constructor(hearth: Hearth) {
    this.#hearth = hearth;
    this.#item = window.createStatusBarItem("hearth.status", StatusBarAlignment.Right, 100);
    this.#item.name = "Hearth";
    this.#item.command = "hearth.doctor";
    this.#listening = hearth.onSuggestion({ asked: () => this.#begin(), answered: () => this.#end() });
    this.#draw(undefined);
    this.#item.show();
  }

  /** Asks the server how it is, draws that, and again later. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    let status: ServerStatus | undefined;
    try {
      // An older server knows no such command and answers null.
      status = (await this.#hearth.ask<ServerStatus | null>("hearth.status")) ?? undefined;
    } catch (error) {
      this.#hearth.log.error(`the server did not tell its state: ${error}`);
    }
    this.#draw(status);
    const isLoading = status?.completion.state === "starting" || status?.completion.state === "loading";
    this.#after(isLoading ? loadingMs : refreshMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#work);
    this.#listening.dispose();
    this.#item.dispose();
  }

  #begin(): void {
    this.#asked += 1;
    this.#work ??= setTimeout(() => {
      this.#item.text = this.#item.text.replace(/^\$\(\w+(~spin)?\)/, "$(loading~spin)");
    }, workMs);
  }

  #end(): void {
    this.#asked -= 1;
    if (this.#asked > 0) return;
    clearTimeout(this.#work);
    this.#work = undefined;
    this.#after(settleMs);
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), ms);
  }

  #draw(status: ServerStatus | undefined): void {
    const { problem } = this.#hearth;
    const hasFailed = problem !== undefined || status?.completion.state === "failed";
    this.#item.backgroundColor = hasFailed ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    this.#item.text = problem === undefined ? label(status?.completion) : "$(warning) Hearth";
    this.#item.tooltip = tooltip(status, problem);
  }
}

/** What stands in the bar itself. */
function label(engine: EngineStatus | undefined): string {
  switch (engine?.state) {
    case "ready":
      return `$(flame) ${engine.model.name}`;
    case "loading":
      return `$(loading~spin) Hearth ${Math.round(engine.progress * 100)} %`;
    case "starting":
      return "$(loading~spin) Hearth";
    case "failed":
      return "$(warning) Hearth";
    default:
      return "$(flame) Hearth";
  }
}

/** Rows as they are shown when the mouse rests; also what the command shows. */
export function rows(status: ServerStatus | undefined, problem: string | undefined): [string, string][] {
  if (problem !== undefined) return [["Server", problem]];
  if (!status) return [["Server", "is starting"]];
  const { completion, chat, memoryBytes, counts, silence } = status;
  const { shown = 0, accepted = 0, typedThrough = 0 } = counts;
  return [
    ["Completes", state(completion)],
    ["Answers", chat ? state(chat) : "the same model"],
    ...(memoryBytes ? [["Memory", memory(memoryBytes)] satisfies [string, string]] : []),
    ["Suggestions", `${shown} shown, ${accepted} taken, ${typedThrough} typed`],
    ...(silence ? [["Silent", silence] satisfies [string, string]] : []),
    ["Version", status.version],
  ];
}

function tooltip(status: ServerStatus | undefined, problem: string | undefined): MarkdownString {
  const text = new MarkdownString();
  for (const [name, value] of rows(status, problem)) {
    text.appendMarkdown(`**${name}:** `).appendText(value).appendMarkdown("\n\n");
  }
  return text.appendText("Click to find out what is wrong.");
}

function state(engine: EngineStatus): string {
  switch (engine.state) {
    case "ready":
      return described(engine.model);
    case "loading":
      return `a model is loading, ${Math.round(engine.progress * 100)} %`;
    case "starting":
      return "a model is starting";
    case "failed":
      return engine.message;
    case "off":
      return "no model is in memory; the next suggestion loads it";
  }
}

function described({ name, gpu, gpuLayers, totalLayers, threads, remote, compromise }: LoadedModel): string {
  if (remote) return `${name}, on ${remote.host}`;
  if (totalLayers === 0) return name;
  const place = gpu
    ? `${gpuLayers} of ${totalLayers} layers on the GPU (${gpu})`
    : `on the processor, ${threads} ${threads === 1 ? "thread" : "threads"}`;
  return [name, place, ...(compromise ? [compromise] : [])].join(", ");
}

function memory({ ram, vram }: { readonly ram: number; readonly vram: number }): string {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  return vram > 0 ? `${megabytes(ram)}, and ${megabytes(vram)} on the GPU` : megabytes(ram);
}
