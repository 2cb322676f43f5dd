import { errorText } from "../../base/errorText.ts";
import { WatchedEditor } from "../../models/local/editors.ts";
import { runningHosts } from "../../models/local/hosts.ts";
import type { EditorReport, HostReport } from "../../models/local/protocol.ts";
import { editorSockets } from "../../models/local/socket.ts";
import type { RequestRecord } from "../../models/requestRecord.ts";
import { type ClientTraces, phases } from "../../models/trace.ts";
import { Spent, type TokensPerKey } from "./spent.ts";

/** How often editors and models are looked for and asked how they are. */
const lookMs = 2000;

/** All that a page is told, by the names of its events. */
type Told = {
  /** Once, at first. */
  readonly hello: { readonly phases: Readonly<Record<string, string>> };
  /** Who runs, at first and every two seconds. */
  readonly state: {
    readonly editors: readonly EditorReport[];
    readonly hosts: readonly HostReport[];
    readonly spent: TokensPerKey;
  };
  /** What an editor's server remembers from before somebody watched: nothing of any text. */
  readonly traces: ClientTraces;
  /** A request, and how its answer came to be. */
  readonly request: { readonly pid: number; readonly name: string; readonly record: RequestRecord };
};

type Tell = <E extends keyof Told>(event: E, data: Told[E]) => void;

/**
 * What happens in every Hearth of this user, for the pages that are open. Servers are watched from the first page to the
 * last one: nobody keeps a prompt before, after, or in between. A page that comes later has not missed the traces.
 */
export class ViewFeed {
  readonly #log: (message: string) => void;
  readonly #pages = new Set<Tell>();
  /** By the path of their socket. */
  readonly #editors = new Map<string, WatchedEditor>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #spent = new Spent();

  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  /** Tells a page what happens until the returned function is called. */
  join(tell: Tell): () => void {
    this.#pages.add(tell);
    tell("hello", { phases });
    for (const editor of this.#editors.values()) void tellTraces(editor, tell);
    void this.#look();
    this.#timer ??= setInterval(() => void this.#look(), lookMs);
    return () => {
      this.#pages.delete(tell);
      if (this.#pages.size === 0) this.close();
    };
  }

  /** Lets go of every server. */
  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const editor of this.#editors.values()) editor.letGo();
    this.#editors.clear();
    this.#spent = new Spent();
  }

  #tellAll: Tell = (event, data) => {
    for (const tell of this.#pages) tell(event, data);
  };

  /** One look at a time: a machine that is busy is not asked faster than it answers. */
  async #look(): Promise<void> {
    this.#looking ??= this.#lookNow().catch((error) => this.#log(`nothing can be seen: ${errorText(error)}`));
    await this.#looking;
    this.#looking = undefined;
  }

  async #lookNow(): Promise<void> {
    await Promise.all(
      editorSockets()
        .filter((path) => !this.#editors.has(path))
        .map((path) => this.#watch(path)),
    );
    const [hosts, reports] = await Promise.all([
      runningHosts(),
      Promise.all([...this.#editors.values()].map((editor) => editor.report())),
    ]);
    if (this.#pages.size === 0) return;
    const editors = reports.filter((report) => report !== undefined);
    this.#tellAll("state", { editors, hosts, spent: this.#spent.by(hosts, editors) });
  }

  async #watch(path: string): Promise<void> {
    const onAnswer = (record: RequestRecord) => {
      const editor = this.#editors.get(path);
      if (editor) this.#tellAll("request", { pid: editor.pid, name: editor.name, record });
    };
    const editor = await WatchedEditor.watch(path, onAnswer, () => this.#editors.delete(path));
    if (!editor) return;
    // The last page may have been closed meanwhile.
    if (this.#pages.size === 0) return editor.letGo();
    this.#editors.set(path, editor);
    await tellTraces(editor, this.#tellAll);
  }
}

async function tellTraces(editor: WatchedEditor, tell: Tell): Promise<void> {
  const remembered = await editor.traces();
  if (remembered) tell("traces", remembered);
}
