import type { DoctorCheck } from "./check.ts";
import { completionCheck } from "./completion.ts";
import { editorsCheck } from "./editors.ts";
import { hashesCheck } from "./hashes.ts";
import { indexCheck } from "./index.ts";
import { machineCheck } from "./machine.ts";
import { modelCheck } from "./model.ts";
import { remotesCheck } from "./remotes.ts";
import { settingsCheck } from "./settings.ts";
import { logCheck, socketCheck } from "./socket.ts";

/** In the order of the page: what others rest on comes first. */
export const checks: readonly DoctorCheck[] = [
  settingsCheck,
  machineCheck,
  modelCheck,
  completionCheck,
  hashesCheck,
  remotesCheck,
  indexCheck,
  socketCheck,
  logCheck,
  editorsCheck,
];
