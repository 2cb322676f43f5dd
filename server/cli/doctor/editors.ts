import { editorHints } from "../editorHints.ts";
import { type Check, ok } from "./check.ts";

/** The editors on this machine, and where their configuration is written down. */
export const editors: Check = {
  name: "editors",
  run: () => editorHints().map((hint) => ok("editors", hint)),
};
