import type { Engine } from "../models/engine.ts";
import type { Config } from "./config.ts";
import type { Holes } from "./features/holes.ts";
import type { Snapshot } from "./index/workspace.ts";
import type { Log } from "./log.ts";

/** What one request may use. Fixed when it arrives: later edits and settings are another request's. */
export type Session = {
  readonly snapshot: Snapshot;
  readonly engine: Engine;
  readonly holes: Holes;
  readonly config: Config;
  readonly log: Log;
};
