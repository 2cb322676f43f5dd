import type { ProgressToken, ServerCapabilities } from "vscode-languageserver";
import type { Log } from "../../base/log.ts";
import type { EditorRequests } from "./editorRequests.ts";
import type { EditorState } from "./editorState.ts";
import type { Frame } from "./frame.ts";
import type { OtherServer } from "./otherServer.ts";
import type { Peer } from "./peer.ts";
import type { Replay } from "./replay.ts";

/** One editor and the two servers that it takes for one. It remembers parts of what they say to each other. */
export type Pair = {
  readonly ours: Peer;
  readonly theirs: Pick<OtherServer, "peer" | "absence" | "initialize" | "shutdown" | "exit">;
  /** The abilities of each, as it answered `initialize`; nothing before. */
  offers: { readonly ours: ServerCapabilities; readonly theirs: ServerCapabilities };
  /** The requests of the servers to the editor. */
  readonly editorRequests: EditorRequests;
  /** Progress that our half reports. All other is the other server's. */
  readonly ourProgress: Set<ProgressToken>;
  readonly replay: Replay;
  readonly traces: EditorState;
  readonly toEditor: (frame: Frame) => void;
  readonly log: Log;
};
