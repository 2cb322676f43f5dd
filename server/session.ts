import type { Engine } from "../models/engine.ts";
import type { Config } from "./config.ts";
import type { BigModel } from "./engines.ts";
import type { Contexts } from "./features/contexts.ts";
import type { Explanations } from "./features/explanations.ts";
import type { Suggester } from "./features/suggester.ts";
import type { Underway } from "./features/underway.ts";
import type { Snapshot, Workspace } from "./index/workspace.ts";
import type { Log } from "./log.ts";
import type { ClientFacts } from "./lsp/capabilities.ts";
import type { Editor } from "./lsp/editor.ts";

/** What one request may use. Fixed when it arrives: later edits and settings are another request's. */
export type Session = {
  readonly snapshot: Snapshot;
  /** What goes on changing while the request is served, for those that take longer than the user's next key. */
  readonly workspace: Pick<Workspace, "snapshot" | "tree" | "synced" | "settled">;
  readonly engine: Engine;
  /** Answers conversations: the same engine, or a second one where the user configured another model for them. */
  readonly chat: Engine;
  /** What hard tasks may be given to, in actions that say so; undefined unless the user configured it. */
  readonly big?: BigModel | undefined;
  readonly suggester: Suggester;
  readonly contexts: Contexts;
  readonly underway: Underway;
  readonly explanations: Explanations;
  readonly client: ClientFacts;
  readonly editor: Editor;
  readonly config: Config;
  readonly log: Log;
};
