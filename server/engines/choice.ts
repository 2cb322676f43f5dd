import type { HostSettings } from "../../models/local/protocol.ts";
import type { RemoteRole } from "../../models/remote/remoteEngine.ts";
import type { RemoteSettings } from "../../models/remote/settings.ts";
import type { Config } from "../config/config.ts";
import { chatSettings, hostSettings } from "./hostSettings.ts";
import { namesNothing } from "./modelPath.ts";

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

/** The engine that writes at cursors. */
export function completionChoice(config: Config): EngineChoice {
  if (config.model === memoryOnly) return { memory: true };
  return remoteChoice(config.model, config, "completion") ?? unknownChoice(config.model) ?? hostSettings(config);
}

/** The engine that answers conversations; undefined where the one at cursors does. */
export function chatChoice(config: Config): EngineChoice | undefined {
  if (config.chat.model === config.model) return undefined;
  const remote = remoteChoice(config.chat.model, config, "chat");
  if (remote) return remote;
  return config.chat.model === "same" ? undefined : (unknownChoice(config.chat.model) ?? chatSettings(config));
}

/** The engine that answers conversations. It may be the one that writes at cursors. */
export function answeringChoice(config: Config): EngineChoice {
  return chatChoice(config) ?? completionChoice(config);
}

/** The engine for hard tasks on demand; undefined where the user configured none. */
export function bigChoice(config: Config): RemoteChoice | undefined {
  return remoteChoice(config.actions.big, config, "chat");
}

function unknownChoice(setting: string): UnknownChoice | undefined {
  return namesNothing(setting) ? { unknown: setting } : undefined;
}

function remoteChoice(setting: string, { remotes }: Config, role: RemoteRole): RemoteChoice | undefined {
  const remote = /^remote:(.+)$/.exec(setting)?.[1];
  if (remote === undefined) return undefined;
  return { remote, role, server: Object.hasOwn(remotes, remote) ? remotes[remote] : undefined };
}
