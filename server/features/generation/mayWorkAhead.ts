import type { LoadedModel } from "../../../models/engine.ts";

/**
 * True if a model may be asked for text that nobody may ever want. Elsewhere that costs, and more leaves the machine.
 */
export function mayWorkAhead({ remote, isMemory }: LoadedModel): boolean {
  if (isMemory) return false;
  return remote === undefined || remote.isLoopback;
}
