import type { HostSettings } from "../../models/local/protocol.ts";
import type { RemoteRole } from "../../models/remote/remoteEngine.ts";
import type { RemoteSettings } from "../../models/remote/settings.ts";
import type { Config } from "../config/config.ts";
import { chatSettings, hostSettings } from "./hostSettings.ts";
import { type FindModel, modelPaths } from "./modelPath.ts";

/** A server that a setting names, and for what. `server` is undefined where the setting `remotes` has no such name. */
export type RemoteChoice = {
  readonly remote: string;
  readonly role: RemoteRole;
  readonly server: RemoteSettings | undefined;
};

/** A setting that is no id of a model and no path. */
type UnknownChoice = { readonly unknown: string };

/** No model at all: the memory of the workspace answers. */
type MemoryChoice = { readonly memory: true };

/** The engine of a role: a host for a local model, a server, no model, or nothing that is known. */
export type EngineChoice = HostSettings | RemoteChoice | MemoryChoice | UnknownChoice;

/** The setting that asks for no model. */
export const memoryOnly = "memory";

/** The engine that writes at cursors. `find` finds its model, and remembers what it found. */
export function completionChoice(config: Config, find: FindModel = modelPaths()): EngineChoice {
  if (config.model === memoryOnly) return { memory: true };
  const remote = remoteChoice(config.model, config, "completion");
  return remote ?? unknownChoice(config.model, find) ?? hostSettings(config, find);
}

/** The engine that answers conversations; undefined where the one at cursors does. */
export function chatChoice(config: Config, find: FindModel = modelPaths()): EngineChoice | undefined {
  if (config.chat.model === config.model) return undefined;
  const remote = remoteChoice(config.chat.model, config, "chat");
  if (remote) return remote;
  return config.chat.model === "same"
    ? undefined
    : (unknownChoice(config.chat.model, find) ?? chatSettings(config, find));
}

/** The engine that answers conversations. It may be the one that writes at cursors. */
export function answeringChoice(config: Config, find: FindModel = modelPaths()): EngineChoice {
  return chatChoice(config, find) ?? completionChoice(config, find);
}

/** The engine for hard tasks on demand; undefined where the user configured none. */
export function bigChoice(config: Config): RemoteChoice | undefined {
  return remoteChoice(config.actions.big, config, "chat");
}

function unknownChoice(setting: string, find: FindModel): UnknownChoice | undefined {
  return find(setting) === undefined ? { unknown: setting } : undefined;
}

function remoteChoice(setting: string, { remotes }: Config, role: RemoteRole): RemoteChoice | undefined {
  const remote = /^remote:(.+)$/.exec(setting)?.[1];
  if (remote === undefined) return undefined;
  return { remote, role, server: Object.hasOwn(remotes, remote) ? remotes[remote] : undefined };
}
