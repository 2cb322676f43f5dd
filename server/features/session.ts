import type { Log } from "../../base/log.ts";
import type { Engine } from "../../models/engine.ts";
import type { Config } from "../config/config.ts";
import type { EngineChoice } from "../engines/choice.ts";
import type { BigModel } from "../engines/roles.ts";
import type { Snapshot, Workspace } from "../index/workspace.ts";
import type { ClientFacts } from "../lsp/capabilities.ts";
import type { Editor } from "../lsp/editor.ts";
import type { Handler } from "../lsp/handle.ts";
import type { ServerBeside, Verifier } from "../verify/verifier.ts";
import type { ActionLock } from "./acting/actionLock.ts";
import type { WithheldEdits } from "./acting/withheldEdits.ts";
import type { Explanations } from "./explaining/explanations.ts";
import type { Course } from "./generation/course.ts";
import type { PromptContexts } from "./generation/promptContexts.ts";
import type { Suggester } from "./generation/suggester.ts";
import type { NextEditAnswers } from "./nextEdits/nextEditAnswers.ts";
import type { NextEditing } from "./nextEdits/nextEditing.ts";

/** One LSP request as a function. */
export type Feature<P, R> = Handler<Session, P, R>;

/** The means of one request. They are fixed when it arrives: later edits and settings are another request's. */
export type Session = {
  readonly snapshot: Snapshot;
  /** State that goes on changing while the request is served, for those that take longer than the user's next key. */
  readonly workspace: Pick<Workspace, "snapshot" | "tree" | "synced" | "settled">;
  readonly engine: Engine;
  /** Answers conversations: the same engine, or a second one where the user configured another model for them. */
  readonly chat: Engine;
  /** The model behind `chat`, for caches of what it said. */
  readonly chatChoice: EngineChoice;
  /** The model for hard tasks, in actions that say so; undefined unless the user configured it. */
  readonly big?: BigModel | undefined;
  readonly suggester: Suggester;
  /** The course of what is carried out, where that is an action or an explanation. */
  readonly course?: Course | undefined;
  readonly contexts: PromptContexts;
  readonly nextEditing: NextEditing;
  readonly nextEditAnswers: NextEditAnswers;
  readonly actionLock: ActionLock;
  /** Looks what others say to an edit before it is made; undefined where nobody can, or where the user wants none. */
  readonly verifier?: Verifier | undefined;
  /** The same for suggestions that stand on screen: the language server beside Hearth, where there is one. */
  readonly suggestionVerifier?: Pick<Verifier, "verify"> | undefined;
  /** What the language server beside Hearth told last of a document; undefined where there is none. */
  readonly published?: ServerBeside["published"] | undefined;
  readonly withheldEdits: WithheldEdits;
  readonly explanations: Explanations;
  readonly client: ClientFacts;
  readonly editor: Editor;
  readonly config: Config;
  readonly log: Log;
};
