import type { HostSettings } from "../../../models/local/protocol.ts";
import type { Config } from "../../config/config.ts";
import { chatChoice, completionChoice, type EngineChoice, type RemoteChoice } from "../../engines/choice.ts";
import { modelPaths } from "../../engines/modelPath.ts";

/** The local models of a configuration, each with the name that its findings have. */
export function localRoles(
  config: Config,
): { readonly name: "completion" | "chat"; readonly settings: HostSettings }[] {
  return choices(config).flatMap(([name, choice]) => (choice && "model" in choice ? [{ name, settings: choice }] : []));
}

/** The servers of a configuration that its settings describe, each with the name that its findings have. */
export function remoteRoles(config: Config): { readonly name: "completion" | "chat"; readonly choice: RemoteChoice }[] {
  return choices(config).flatMap(([name, choice]) =>
    choice && "remote" in choice && choice.server ? [{ name, choice }] : [],
  );
}

/** The settings that name no model, each with the name that its finding has. */
export function unknownModels(config: Config): { readonly name: string; readonly unknown: string }[] {
  return choices(config).flatMap(([name, choice]) =>
    choice && "unknown" in choice ? [{ name, unknown: choice.unknown }] : [],
  );
}

function choices(config: Config): [name: "completion" | "chat", choice: EngineChoice | undefined][] {
  const find = modelPaths();
  return [
    ["completion", completionChoice(config, find)],
    ["chat", chatChoice(config, find)],
  ];
}
