import { StillEngine } from "./stillEngine.ts";

/** Stands where an engine was asked for that cannot be had, and says why in one sentence. */
export class UnavailableEngine extends StillEngine {
  constructor(message: string) {
    super({ state: "failed", message }, message);
  }
}
