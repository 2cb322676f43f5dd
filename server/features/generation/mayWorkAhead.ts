import type { LoadedModel } from "../../../models/engine.ts";

/** Whether a model may be asked for what nobody may ever want: elsewhere that costs, and more leaves the machine. */
export function mayWorkAhead({ remote }: LoadedModel): boolean {
  return remote === undefined || remote.isLoopback;
}
