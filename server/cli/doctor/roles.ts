import type { HostSettings } from "../../../models/protocol.ts";
import type { Config } from "../../config.ts";
import { chatChoice, completionChoice, type EngineChoice } from "../../engineChoice.ts";

/** The local models of a configuration, each with the name that its findings have. Servers are asked for nothing. */
export function localRoles(
  config: Config,
): { readonly name: "completion" | "chat"; readonly settings: HostSettings }[] {
  const choices: [name: "completion" | "chat", choice: EngineChoice | undefined][] = [
    ["completion", completionChoice(config)],
    ["chat", chatChoice(config)],
  ];
  return choices.flatMap(([name, choice]) => (choice && !("remote" in choice) ? [{ name, settings: choice }] : []));
}
