import { Power } from "../../../base/power.ts";
import type { LoadedModel } from "../../../models/engine.ts";
import type { Config } from "../../config/config.ts";

/**
 * True if a model may be asked for text that nobody may ever want. Elsewhere that costs, and more leaves the machine.
 */
export function mayWorkAhead({ remote, isMemory }: LoadedModel): boolean {
  if (isMemory) return false;
  return remote === undefined || remote.isLoopback;
}

const power = new Power();

/**
 * True if it is to be asked now. The user may want it never, and what may be in vain is not worth a battery. A prompt is
 * then no longer than what is read at once.
 */
export function worksAhead(
  { workAhead }: Pick<Config, "workAhead">,
  model: LoadedModel,
  { isOnBattery }: Pick<Power, "isOnBattery"> = power,
): boolean {
  if (workAhead === "never" || (workAhead === "auto" && isOnBattery)) return false;
  return mayWorkAhead(model);
}
