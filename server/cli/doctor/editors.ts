import { editorHints } from "../editorHints.ts";
import { type DoctorCheck, ok } from "./check.ts";

/** The editors on this machine, and where their configuration is written down. */
export const editorsCheck: DoctorCheck = {
  name: "editors",
  run: () => editorHints().map((hint) => ok("editors", hint)),
};
