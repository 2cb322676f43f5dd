import type { Check } from "./check.ts";
import { completion } from "./completion.ts";
import { editors } from "./editors.ts";
import { index } from "./index.ts";
import { machine } from "./machine.ts";
import { model } from "./model.ts";
import { settings } from "./settings.ts";
import { socket } from "./socket.ts";

/** In the order of the page: what others rest on comes first. */
export const checks: readonly Check[] = [settings, machine, model, completion, index, socket, editors];
