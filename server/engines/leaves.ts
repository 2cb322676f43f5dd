import { remoteSends } from "../../models/remote/remoteEngine.ts";
import type { Config } from "../config/config.ts";
import { bigChoice, chatChoice, completionChoice, type EngineChoice } from "./choice.ts";

/** A line for each role that a server has instead of a local model: its name, and what leaves the machine for it. */
export function remotesInUse(config: Config): readonly string[] {
  return [
    ...line("code is completed by", completionChoice(config)),
    ...line("questions are answered by", chatChoice(config)),
    ...line("hard tasks may be given to", bigChoice(config)),
  ];
}

function line(role: string, choice: EngineChoice | undefined): string[] {
  if (!choice || !("remote" in choice)) return [];
  const { remote, server } = choice;
  const sends = server ? remoteSends(server, choice.role) : "hearth.remotes has no such name";
  return [`${role} the remote ${remote}: ${sends}`];
}
